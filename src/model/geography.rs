//! Where places are: grids of equal tiles and shapes, found by code or name in any language.

use std::{collections::BTreeMap, sync::Arc};

use crate::text::{Localized, fold, graphemes, nearest, slug};

/// What maps of the site's datasets can be drawn with.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Geography {
    /// Grids of equal tiles.
    pub grids: Vec<Map>,
    /// The shapes of each file of `data/geo/`.
    pub shapes: Vec<Map>,
}

/// Places that make a whole together.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// What it is called: a file, or the kind of its places.
    pub name: String,
    /// Its places, in its own order.
    pub areas: Vec<Area>,
    /// Which place a folded code or name means.
    known: BTreeMap<String, usize>,
    /// Those codes and names as written.
    names: Vec<String>,
}

/// A place on a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Its name.
    pub label: Localized<String>,
    /// A name of a few letters.
    pub short: Localized<String>,
    /// Where it is.
    pub ground: Ground,
    /// The same as a GeoJSON geometry, where it was read from one.
    pub geometry: Option<Arc<str>>,
}

/// Where a place is.
#[derive(Debug, Clone, PartialEq)]
pub enum Ground {
    /// Column and row of a grid, from the upper left.
    Tile(u8, u8),
    /// The rings of its outline in degrees, east and north; what lies in an odd number of them is
    /// inside.
    Shape(Arc<[Ring]>),
}

/// A closed line, without its first point at the end again.
pub type Ring = Vec<(f64, f64)>;

impl Geography {
    /// The GeoJSON geometry of the place that is called `name`, or has it as its code.
    pub fn geometry(&self, name: &str) -> Option<&str> {
        let mut found =
            self.shapes.iter().filter_map(|it| Some(&it.areas[it.find(name)?]));
        found.find_map(|it| it.geometry.as_deref())
    }
}

impl Map {
    /// The places with the codes and names that each is found by. Of two with the same name
    /// neither is found by it.
    pub fn new(name: String, areas: Vec<(Area, Vec<String>)>) -> Self {
        let mut known: BTreeMap<String, Option<usize>> = BTreeMap::new();
        let mut names = Vec::new();
        let mut own = Vec::new();
        for (at, (area, called)) in areas.into_iter().enumerate() {
            for name in called {
                known
                    .entry(key(&name))
                    .and_modify(|it| *it = it.filter(|other| *other == at))
                    .or_insert(Some(at));
                names.push(name);
            }
            own.push(area);
        }
        known.remove("");
        let known = known.into_iter().filter_map(|(name, at)| Some((name, at?)));
        Self { name, areas: own, known: known.collect(), names }
    }

    /// The place that is called `name`, or has it as its code.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.known.get(&key(name)).copied()
    }

    /// The name that `name` was most likely meant to be.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let long = self.names.iter().map(String::as_str).filter(|it| graphemes(it) > 2);
        nearest(name, long.filter(|it| !it.ends_with(|it: char| it.is_ascii_digit())))
    }
}

/// The form in which names of places are compared: letters and digits only, without the word for
/// the kind of place, so that `Cox’s Bazar Zila` is `coxsbazar`.
fn key(name: &str) -> String {
    const KINDS: [&str; 6] = ["district", "zila", "division", "bibhag", "জেলা", "বিভাগ"];
    let key = slug(&fold(name).replace(['\'', '’', 'ʼ'], "")).replace('-', "");
    let bare = KINDS.iter().find_map(|it| key.strip_suffix(it));
    bare.filter(|it| !it.is_empty()).unwrap_or(&key).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Area, Ground, Map};

    fn map(names: &[&[&str]]) -> Map {
        let area = |names: &&[&str]| {
            let area = Area {
                label: crate::text::Localized::Plain(names[0].to_owned()),
                short: crate::text::Localized::default(),
                ground: Ground::Tile(0, 0),
                geometry: None,
            };
            (area, names.iter().map(|it| (*it).to_owned()).collect())
        };
        Map::new("test".to_owned(), names.iter().map(area).collect())
    }

    #[test]
    fn finds_a_place_however_its_name_is_written() {
        let map = map(&[&["Cox's Bazar", "BD2022"], &["জয়পুরহাট", "Joypurhat"]]);
        for name in ["cox’s  bazar", "COXS BAZAR", "Cox's Bazar District", "bd2022"] {
            assert_eq!(map.find(name), Some(0), "{name}");
        }
        for name in ["জ\u{9df}পুরহাট", "জ\u{9af}\u{9bc}পুরহাট জেলা", "Joypurhat Zila"]
        {
            assert_eq!(map.find(name), Some(1), "{name}");
        }
        assert_eq!(map.find("Dhaka"), None);
        assert_eq!(map.nearest("Joypurhaat"), Some("Joypurhat"));
    }

    #[test]
    fn a_name_of_two_places_is_the_name_of_neither() {
        let map = map(&[&["Kaliganj", "1"], &["Kaliganj", "2"]]);
        assert_eq!((map.find("Kaliganj"), map.find("2")), (None, Some(1)));
    }
}
