//! Charts and tables of a DOCX file.

use super::{
    body::{Body, Place},
    run::Look,
};
use crate::{
    page::paper::{Drawing, Figure, Grid, Image, Node},
    text::graphemes,
};

/// English metric units, in which drawings are measured, to a point.
const UNITS: f64 = 12_700.0;

/// The width of the text, and of a pixel of a drawing that is narrower, in points.
const WIDTH: f64 = 468.0;
const PIXEL: f64 = 0.74;

/// No picture is higher, in points.
const HEIGHT: f64 = 560.0;

const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

impl<'a> Body<'a, '_> {
    /// A chart: its name, its picture, what its marks mean, its table.
    pub(super) fn figure(&mut self, figure: &'a Figure) {
        let paper = self.shared.paper;
        self.shared.figures += 1;
        let number = paper.number(self.shared.figures);
        let place = Place::of("Caption").kept(true);
        self.open(place);
        let strong = Look::STRONG;
        self.words(&format!("{} {number}: ", paper.word("paper.figure")), None, strong);
        self.line(&figure.title, strong);
        self.xml.close("w:p");
        if !figure.caption.is_empty() {
            self.paragraph(&figure.caption, place);
        }
        if let Some(png) = (self.shared.source.drawing)(&figure.drawing) {
            self.shared.pictures.push(png);
            self.open(Place::of("Picture").kept(!figure.source.is_empty()));
            let Drawing { alt, width, height, .. } = &figure.drawing;
            self.picture(alt, (*width, *height));
            self.xml.close("w:p");
        }
        for note in &figure.notes {
            self.paragraph(note, Place::of("Below"));
        }
        if !figure.source.is_empty() {
            self.open(Place::of("Below"));
            self.words(&format!("{}: ", paper.word("chart.by")), None, Look::PLAIN);
            self.line(&figure.source, Look::PLAIN);
            self.xml.close("w:p");
        }
        if let Some(grid) = &figure.table {
            self.table(grid);
        }
    }

    /// An image of the author's, in a line; its words where there is no file.
    pub(super) fn image(&mut self, image: &Image, look: Look) {
        match (self.shared.source.image)(&image.file) {
            Some(picture) => {
                self.shared.pictures.push(picture);
                let size = (f64::from(image.width), f64::from(image.height));
                self.picture(&image.alt, size);
            }
            None => self.words(&image.alt, None, look),
        }
    }

    /// The last picture, in a line, with what it shows for those who cannot see it.
    fn picture(&mut self, alt: &str, (width, height): (f64, f64)) {
        let point = (WIDTH / width.max(1.0)).min(HEIGHT / height.max(1.0)).min(PIXEL);
        let units = |it: f64| libm::round(it * point * UNITS).to_string();
        let (width, height) = (units(width), units(height));
        let relation = format!("picture{}", self.shared.pictures.len());
        let id = self.shared.id();
        let name = format!("{} {id}", self.shared.paper.word("paper.figure"));
        let size = [("cx", &*width), ("cy", &*height)];
        let xml = &mut self.xml;
        xml.open("w:r", &[]);
        xml.open("w:drawing", &[]);
        let around = ["distT", "distB", "distL", "distR"].map(|it| (it, "0"));
        xml.open("wp:inline", &around);
        xml.empty("wp:extent", &size);
        let about = [("id", &*id), ("name", &*name), ("descr", alt)];
        xml.empty("wp:docPr", &about);
        xml.open("wp:cNvGraphicFramePr", &[]);
        xml.empty("a:graphicFrameLocks", &[("noChangeAspect", "1")]);
        xml.close("wp:cNvGraphicFramePr");
        xml.open("a:graphic", &[]);
        xml.open("a:graphicData", &[("uri", PICTURE)]);
        xml.open("pic:pic", &[]);
        xml.open("pic:nvPicPr", &[]);
        xml.empty("pic:cNvPr", &about);
        xml.empty("pic:cNvPicPr", &[]);
        xml.close("pic:nvPicPr");
        xml.open("pic:blipFill", &[]);
        xml.empty("a:blip", &[("r:embed", &relation)]);
        xml.open("a:stretch", &[]);
        xml.empty("a:fillRect", &[]);
        xml.close("a:stretch");
        xml.close("pic:blipFill");
        xml.open("pic:spPr", &[]);
        xml.open("a:xfrm", &[]);
        xml.empty("a:off", &[("x", "0"), ("y", "0")]);
        xml.empty("a:ext", &size);
        xml.close("a:xfrm");
        xml.open("a:prstGeom", &[("prst", "rect")]);
        xml.empty("a:avLst", &[]);
        xml.close("a:prstGeom");
        xml.close("pic:spPr");
        for name in
            ["pic:pic", "a:graphicData", "a:graphic", "wp:inline", "w:drawing", "w:r"]
        {
            xml.close(name);
        }
    }

    /// A table; its head comes again on each page.
    pub(super) fn table(&mut self, grid: &'a Grid) {
        let rows = grid.rows.iter().map(Vec::len);
        let columns = rows.max().unwrap_or(0).max(grid.heads.len());
        if !grid.title.is_empty() {
            self.paragraph(&grid.title, Place::of("Caption").kept(true));
        }
        if columns > 0 {
            self.rows(grid, columns);
        }
        // A table needs a paragraph behind it, or it would join with the next one.
        let notes = std::iter::once(&grid.caption).filter(|it| !it.is_empty());
        let notes: Vec<&Vec<Node>> = notes.chain(&grid.notes).collect();
        if notes.is_empty() {
            self.paragraph(&[], Place::of("Below"));
        }
        for note in notes {
            self.paragraph(note, Place::of("Below"));
        }
    }

    fn rows(&mut self, grid: &'a Grid, columns: usize) {
        let xml = &mut self.xml;
        xml.open("w:tbl", &[]);
        xml.open("w:tblPr", &[]);
        xml.empty("w:tblStyle", &[("w:val", "DataTable")]);
        // All of the text's width, in fiftieths of a per cent.
        xml.empty("w:tblW", &[("w:w", "5000"), ("w:type", "pct")]);
        xml.empty(
            "w:tblLook",
            &[
                ("w:val", "04A0"),
                ("w:firstRow", "1"),
                ("w:lastRow", "0"),
                ("w:firstColumn", "1"),
                ("w:lastColumn", "0"),
                ("w:noHBand", "0"),
                ("w:noVBand", "1"),
            ],
        );
        xml.close("w:tblPr");
        xml.open("w:tblGrid", &[]);
        for width in widths(grid, columns) {
            xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
        }
        xml.close("w:tblGrid");
        if !grid.heads.is_empty() {
            self.row(grid, &grid.heads, columns, true);
        }
        for row in &grid.rows {
            self.row(grid, row, columns, false);
        }
        self.xml.close("w:tbl");
    }

    fn row(&mut self, grid: &Grid, cells: &'a [Vec<Node>], columns: usize, head: bool) {
        let style = if grid.fit == "normal" { "TableText" } else { "TableTextSmall" };
        self.xml.open("w:tr", &[]);
        self.xml.open("w:trPr", &[]);
        self.xml.empty("w:cantSplit", &[]);
        if head {
            self.xml.empty("w:tblHeader", &[]);
        }
        self.xml.close("w:trPr");
        for at in 0..columns {
            self.xml.open("w:tc", &[]);
            self.xml.open("w:tcPr", &[]);
            self.xml.empty("w:tcW", &[("w:w", "0"), ("w:type", "auto")]);
            self.xml.close("w:tcPr");
            self.xml.open("w:p", &[]);
            self.xml.open("w:pPr", &[]);
            self.xml.empty("w:pStyle", &[("w:val", style)]);
            let side = match grid.align.get(at) {
                Some(&"end") => Some("right"),
                Some(&"center") => Some("center"),
                _ => None,
            };
            if let Some(side) = side {
                self.xml.empty("w:jc", &[("w:val", side)]);
            }
            self.xml.close("w:pPr");
            let cell = cells.get(at).map_or(&[][..], Vec::as_slice);
            self.line(cell, if head { Look::STRONG } else { Look::PLAIN });
            self.xml.close("w:p");
            self.xml.close("w:tc");
        }
        self.xml.close("w:tr");
    }
}

/// How wide the columns are, in twentieths of a point, as a program that does not fit them itself
/// shows them: by the longest text in each, so that sentences get more room than numbers.
fn widths(grid: &Grid, columns: usize) -> Vec<u32> {
    const SHORT: usize = 8;
    const LONG: usize = 40;
    let mut letters = vec![SHORT; columns];
    for row in std::iter::once(&grid.heads).chain(&grid.rows) {
        for (longest, cell) in letters.iter_mut().zip(row) {
            let mut text = String::new();
            for node in cell {
                node.gather(&mut text);
            }
            *longest = graphemes(&text).clamp(*longest, LONG);
        }
    }
    let all: usize = letters.iter().sum();
    let share = |it: usize| WIDTH * 20.0 * it as f64 / all as f64;
    letters.into_iter().map(|it| share(it) as u32).collect()
}
