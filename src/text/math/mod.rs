//! TeX → a formula: a small tree that pages, papers and documents write in their own ways.

mod fault;
mod read;

use serde::Serialize;

pub use fault::Fault;
pub use read::read;

/// A formula, or a part of one. A theme's report templates meet each as a map whose `is` says which
/// one it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Math {
    /// Parts in a row.
    Row {
        /// The parts.
        kids: Vec<Math>,
    },
    /// A number as it is written.
    Number {
        /// Its digits.
        text: String,
    },
    /// A name of one letter or several, or a sign that stands for itself.
    Name {
        /// The letters.
        text: String,
        /// Whether a single letter stands upright.
        upright: bool,
    },
    /// The name of a function, such as `ln`.
    Function {
        /// The name.
        text: String,
    },
    /// A sign between others, such as `+` or `=`, or a bracket that stays small.
    Sign {
        /// The sign.
        text: String,
        /// Whether it is as high as what the brackets around it hold.
        tall: bool,
    },
    /// A big sign before what it is about, such as `∑`.
    Big {
        /// The sign.
        text: String,
    },
    /// Words.
    Words {
        /// The words.
        text: String,
    },
    /// A gap.
    Gap {
        /// How wide, in the size of the letters.
        em: f32,
    },
    /// One over another.
    Fraction {
        /// What is above.
        over: Box<Math>,
        /// What is below.
        under: Box<Math>,
        /// Whether a line is between.
        line: bool,
    },
    /// A root.
    Root {
        /// What it is of.
        of: Box<Math>,
        /// Which one, where it is not the square root.
        index: Option<Box<Math>>,
    },
    /// Something with a small part below, above, or both.
    Scripts {
        /// What has them.
        base: Box<Math>,
        /// Below.
        sub: Option<Box<Math>>,
        /// Above.
        sup: Option<Box<Math>>,
        /// Where they are.
        place: Place,
    },
    /// Something with a mark over or under all of it.
    Accent {
        /// What is marked.
        base: Box<Math>,
        /// The mark.
        mark: char,
        /// Whether it is under it.
        under: bool,
    },
    /// Something in brackets that are as high as it is.
    Fenced {
        /// The bracket before; may be empty.
        open: String,
        /// The bracket after; may be empty.
        close: String,
        /// What is between.
        inner: Box<Math>,
    },
    /// Rows with columns.
    Grid {
        /// The cells of each row.
        rows: Vec<Vec<Math>>,
        /// How each column is set.
        columns: Vec<Side>,
        /// Whether every two columns meet at a sign, as lines of a calculation do.
        meeting: bool,
    },
}

/// Where small parts stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// At the side.
    Side,
    /// Above and below.
    Above,
    /// Above and below in a display, at the side in a line.
    Movable,
}

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// To the left.
    Left,
    /// In the middle.
    Centre,
    /// To the right.
    Right,
}

impl Math {
    /// Parts in a row; one alone stands for itself.
    pub(crate) fn row(mut kids: Vec<Self>) -> Self {
        if kids.len() == 1 { kids.remove(0) } else { Self::Row { kids } }
    }

    /// Its parts in order, where it is a row; or it alone.
    pub fn parts(&self) -> &[Self] {
        match self {
            Self::Row { kids } => kids,
            one => std::slice::from_ref(one),
        }
    }

    /// Whether it is the name of a function, with its small parts.
    pub fn is_function(&self) -> bool {
        match self {
            Self::Function { .. } => true,
            Self::Scripts { base, .. } => base.is_function(),
            _ => false,
        }
    }

    /// Whether it can be what a function or a big sign before it is about.
    pub fn is_thing(&self) -> bool {
        !matches!(self, Self::Sign { .. } | Self::Gap { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::{Math, read};

    /// `tex` as it was understood, in few letters.
    fn told(tex: &str) -> String {
        match read(tex) {
            Ok(math) => short(&math),
            Err(fault) => format!("{} {:?}", fault.message.english(), &tex[fault.range]),
        }
    }

    fn short(math: &Math) -> String {
        let maybe =
            |it: &Option<Box<Math>>| it.as_ref().map_or(String::new(), |it| short(it));
        match math {
            Math::Row { kids } => {
                let kids: Vec<String> = kids.iter().map(short).collect();
                format!("[{}]", kids.join(" "))
            }
            Math::Number { text } => format!("n{text}"),
            Math::Name { text, upright } => {
                format!("{}{text}", if *upright { "u" } else { "" })
            }
            Math::Function { text } => format!("f{text}"),
            Math::Sign { text, .. } | Math::Big { text } => text.clone(),
            Math::Words { text } => format!("“{text}”"),
            Math::Gap { em } => format!("_{em:.2}"),
            Math::Fraction { over, under, line } => {
                let line = if *line { "/" } else { "|" };
                format!("({}{line}{})", short(over), short(under))
            }
            Math::Root { of, index } => format!("√{}({})", maybe(index), short(of)),
            Math::Scripts { base, sub, sup, place } => {
                format!("{}<{},{} {place:?}>", short(base), maybe(sub), maybe(sup))
            }
            Math::Accent { base, mark, .. } => format!("{mark}({})", short(base)),
            Math::Fenced { open, close, inner } => {
                format!("{open}{}{close}", short(inner))
            }
            Math::Grid { rows, columns, .. } => {
                let row =
                    |it: &Vec<Math>| it.iter().map(short).collect::<Vec<_>>().join(" & ");
                let rows: Vec<String> = rows.iter().map(row).collect();
                format!("{columns:?}{{{}}}", rows.join("; "))
            }
        }
    }

    #[test]
    fn what_indicators_need_is_understood() {
        let check = |tex: &str, expect: &str| assert_eq!(told(tex), expect, "{tex}");
        check("a^2", "a<,n2 Side>");
        check(r"\frac{\sum_{i=1}^{n} x_i}{n}", "([∑<[i = n1],n Movable> x<i, Side>]/n)");
        check(r"\sqrt[3]{x} \times 12.5\%", "[√n3(x) × n12.5 u%]");
        check(r"\bar{x} \cdot \hat p", "[‾(x) ⋅ ^(p)]");
        check(r"\left( \frac{a}{b} \right)^{\ln x}", "((a/b))<,[fln x] Side>");
        check(r"\mathrm{GDP}_t \le \alpha", "[uGDP<t, Side> ≤ α]");
        check(
            r"\begin{cases} 1 & x < 0 \\ 0 & \text{otherwise} \end{cases}",
            "{[Left, Left]{n1 & [x < n0]; n0 & “otherwise”}",
        );
        check(
            r"\begin{aligned} a &= b \\ &= c \end{aligned}",
            "[Right, Left]{a & [= b]; [] & [= c]}",
        );
        check(r"\begin{pmatrix} a & b \end{pmatrix}", "([Centre, Centre]{a & b})");
        check(r"\binom{n}{k} f'(x) \ne \mathbb{R}", "[((n|k)) f u′ ( x ) ≠ uℝ]");
        check(
            r"\underset{x}{\max} \overbrace{ab}^{c}",
            "[fmax<x, Above> ⏞([a b])<,c Above>]",
        );
        check(r"a \not\subset b \, c", "[a ⊄ b _0.17 c]");
    }

    #[test]
    fn bangla_stays_whole() {
        let check = |tex: &str, expect: &str| assert_eq!(told(tex), expect, "{tex}");
        check("২০ + ১,২৩৪.৫", "[n২০ + n১,২৩৪.৫]");
        check("জনসংখ্যা^২", "“জনসংখ্যা”<,n২ Side>");
        check(r"\frac{\text{মোট জন ১৫\%}}{১০০}", "(“মোট জন ১৫%”/n১০০)");
        check("x_১, y", "[x<n১, Side> , y]");
    }

    #[test]
    fn what_cannot_be_read_says_why_and_where() {
        let check = |tex: &str, expect: &str| {
            let told = told(tex);
            assert!(told.starts_with(expect), "{tex}: {told}");
        };
        check(r"a + \frc{b}{c}", "formulas have no command `\\frc` \"\\\\frc\"");
        check(r"\frac{a}{b", "this formula lacks a `}`");
        check(r"\left( a", "this formula lacks a `\\right`");
        check("a}", "a `}` or an `\\end` too many");
        check("a_b_c", "two small parts");
        check("a & b", "`&` and `\\\\` divide");
        check(r"\begin{foo} a \end{foo}", "formulas have no such environment");
        check(r"\char২", "formulas have no command `\\char`");
        check(r"\def\a{b} \a", "formulas have no command `\\def`");
        check(r"\frac", "something is missing");
        check(&"x".repeat(5000), "this formula is too long");
        check(
            &format!("{}x{}", "{".repeat(90), "}".repeat(90)),
            "this formula has parts",
        );
    }
}
