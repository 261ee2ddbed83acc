//! Every rule that an input can break.

use serde::{Deserialize, Serialize};

use super::Severity::{self, Error, Note, Warning};

macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal $severity:ident $title:literal;)*) => {
        /// A rule; its documentation is what `prokash explain` prints.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Rule { $($(#[doc = $doc])+ $name,)* }

        impl Rule {
            /// Every rule, by code.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stable code, such as `P0301`.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The rule in a few words.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }

            /// The rule explained: why it is there and what to do.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc, "\n",)+),)* }
            }

            /// How bad breaking it is.
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => $severity,)* }
            }
        }
    };
}

rules! {
    // P01xx: the project
    /// A site is the folder that holds `prokash.yaml`. Start one with `prokash new site`, or name
    /// its folder with `--root`.
    NoSettings = "P0101" Error "no prokash.yaml";
    /// The file is no YAML, or a key has a value of the wrong kind. The place is where reading
    /// stopped; often the line above lacks a quote or is indented otherwise.
    BadYaml = "P0102" Error "not readable as YAML";
    /// A key that Prokash does not know is nearly always a slip of the pen, so it is refused. Keys
    /// of your own go under `extra:`.
    UnknownKey = "P0103" Error "unknown key";
    /// A value has the right shape but not a meaning: a language tag, a date or an address that
    /// cannot be one.
    BadSetting = "P0104" Error "a setting that cannot be";
    /// Text files are UTF-8. Open the file in an editor and save it with that encoding.
    NotUtf8 = "P0105" Error "not UTF-8";
    /// Bangla was once stored as the letters of a font, such as Bijoy's SutonnyMJ, under the codes of
    /// Latin ones: `XvKv` looks like ঢাকা in that font alone, and nobody can search or sort it.
    /// Convert it to Unicode, and read it through: two codes can stand for one letter.
    LegacyBangla = "P0106" Warning "Bangla in the codes of an old font";
    /// A letter is stored in other codes than it should be: a vowel sign in two parts, a dot at the
    /// wrong place, a character without width. Readers see no difference; searching and comparing
    /// fail. `prokash check --fix` mends it.
    SpellingForm = "P0107" Warning "a letter in the wrong codes";

    // P02xx: content
    /// A page starts with its front matter: YAML between two lines of `---`.
    NoFrontMatter = "P0201" Error "no front matter";
    /// A page is named `NAME.LANG.md`, where LANG is one of the site's languages.
    BadPageName = "P0202" Error "the file name tells no language";
    /// The contents of a block (`chart`, `table`, `figures`, `timeline`) cannot be understood.
    BadBlock = "P0203" Error "a block that cannot be understood";
    /// A number in a sentence is written `=ID`, with column=value pairs and one of `year`,
    /// `change from=… to=…`, `target`, `baseline` or `progress`.
    BadExpression = "P0204" Error "an expression that cannot be understood";
    /// Raw HTML is kept only as far as it is safe; scripts, styles and event handlers are dropped, and what is
    /// opened in a paragraph is closed in it.
    UnsafeHtml = "P0205" Warning "raw HTML was dropped or closed";
    /// A footnote is referred to but not written, or written twice.
    BadFootnote = "P0206" Error "a footnote that leads nowhere";
    /// The page's title is the only heading of the first level, so headings in the text start with
    /// `##` and go down one level at a time.
    HeadingLevel = "P0207" Warning "a heading level is skipped";
    /// The same page says different things in its languages where it can only mean one: its kind
    /// or its date.
    TranslationsDiffer = "P0208" Warning "the languages of a page disagree";
    /// Every picture needs words for those who cannot see it.
    NoAltText = "P0209" Error "a picture without words";
    /// A term of `content/glossary.yaml` has a name and a definition in every language of the site,
    /// and stands there once.
    BadTerm = "P0210" Error "a term that is not explained";
    /// A formula stands between `$` and `$` in a line, or between `$$` and `$$` in lines of its own, in
    /// the commands of LaTeX. What cannot be read is shown as it is written. A lone dollar sign
    /// is written `\$`.
    BadFormula = "P0211" Warning "a formula that cannot be read";

    // P03xx: data
    /// The table has no `Year` or no `Value` column.
    MissingColumn = "P0301" Error "a column is missing";
    /// The cell holds something that is neither a number nor a mark for a missing one.
    BadValue = "P0302" Error "not a number";
    /// A period is a year, `2016-17`, a quarter `2022-Q3`, a month `2022-03` or a date.
    BadPeriod = "P0303" Error "not a year";
    /// A row has more or fewer cells than the header.
    RaggedRow = "P0304" Error "a row of another length";
    /// A column without a name is ignored as long as nothing stands in it.
    UnnamedColumn = "P0305" Error "a column without a name";
    /// Excel turns `2016-17` or `3/2022` into a date, and the year is lost. Format the column as
    /// text before typing.
    ExcelDate = "P0306" Error "a date that Excel made of a year";
    /// Two rows differ only in their value, so one of them is wrong, or the column that tells
    /// them apart was lost.
    Contradiction = "P0310" Error "two rows contradict each other";
    /// The same row stands twice.
    RepeatedRow = "P0311" Warning "a row is repeated";
    /// Names that differ only in case, space or Unicode form make two groups out of one.
    LabelVariants = "P0312" Warning "one name in two forms";
    /// A row fills a column that belongs under another one, and leaves that one empty.
    StrayRow = "P0313" Warning "a row that fits no group";
    /// A code in the column `GeoCode` stands for one place and a place has one code; otherwise a map
    /// shows numbers where they do not belong.
    GeoCode = "P0314" Warning "a place and its code disagree";
    /// A dataset is a table and its metadata: `data/ID.csv` and `data/ID.yaml`.
    NoMetadata = "P0320" Error "half a dataset is missing";
    /// A number without a source cannot be checked.
    NoSource = "P0321" Warning "no source is named";
    /// Data that cannot say which year it is from or what it counts.
    BadMetadata = "P0322" Error "metadata that cannot be";
    /// The labels in the metadata are for a column or a value that the table does not have.
    UnusedLabel = "P0323" Warning "a label for nothing";
    /// The column or the table name appears twice, so that one of them would be lost.
    RepeatedColumn = "P0324" Error "a column appears twice";

    /// The repository uses a name for a reporting status that Open SDG does not ship.
    UnknownStatus = "P0325" Warning "an unknown reporting status";
    /// A build reads tables as CSV. What an Excel or `LibreOffice` workbook holds is taken over by
    /// `prokash import`, once, with what is to be known of it.
    Workbook = "P0326" Warning "a workbook among the data";

    /// A value is 10, 100 or 1,000 times its neighbours, or as small a part of them: a lost decimal
    /// sign, or the unit of the next column.
    UnitSlip = "P0330" Warning "a value in another unit";
    /// A share of a whole in percent lies between 0 and 100.
    PercentRange = "P0331" Warning "a percentage outside 0 to 100";
    /// A part cannot have more than the whole, and parts that make the whole add up to it.
    PartsOverTotal = "P0332" Warning "parts that do not fit their whole";
    /// A rate of the whole lies between the lowest and the highest of its parts.
    HeadlineOutside = "P0333" Warning "a whole outside its parts";
    /// The direction in which things get better must lead from the base to the target; otherwise a
    /// coverage of 40 % would count as having reached 100 %.
    WrongDirection = "P0334" Error "a direction away from the target";
    /// The newest value is older than the site's or the dataset's `stale_after`.
    StaleData = "P0335" Warning "old data";
    /// A line through one point shows a trend that nobody measured.
    SinglePoint = "P0336" Warning "a line of one point";
    /// A column that no row fills only promises groups that are not there.
    EmptyColumn = "P0337" Warning "an empty column";
    /// The metadata names groups that the data should have; some are not there.
    ExpectedMissing = "P0338" Warning "an expected group is missing";
    /// The reporting status that was declared is not what the data shows.
    StatusContradiction = "P0339" Warning "a status that the data belies";
    /// `accept:` in the metadata silences a check that found nothing.
    UnusedAcceptance = "P0340" Warning "an acceptance for nothing";

    /// `data/history/ID/DATE.csv` is the table that was replaced on that day; its name must be a
    /// date such as `2026-11-24`, and ID a dataset.
    BadHistory = "P0351" Error "a former table that belongs nowhere";
    /// The table may not be seen before its `release:` date, so it is left out, and with it every
    /// page that shows a number of it. To see the site as it will be, build with `--as-of DATE`.
    HeldBack = "P0352" Note "held back until its release";
    /// `prokash import` knows the tables of Open SDG, the UN SDG Global Database, SDMX-CSV, the World
    /// Bank, ILOSTAT and Our World in Data by their columns, and any table with a column for each year,
    /// as CSV or in a workbook.
    UnknownFormat = "P0360" Error "not a known kind of table";
    /// `--where COLUMN=VALUE` picks rows by a column of the file, or by what it is called here, and by
    /// a value, its code or its label.
    BadFilter = "P0361" Error "a filter that picks nothing";
    /// A dataset is about one place. Which one is meant must be said, or that all stand beside each
    /// other as a column.
    ManyPlaces = "P0362" Error "several places in one file";
    /// Nothing is left to import.
    EmptyImport = "P0363" Error "no rows to import";

    /// An archive holds several tables. `--member NAME` says which one is meant; in a workbook it names
    /// the sheet.
    ManyTables = "P0364" Error "several tables in one file";
    /// `prokash import` writes tables and metadata as this product lays them out. A site that is a data
    /// repository of Open SDG keeps them otherwise.
    OtherLayout = "P0365" Error "a site of another layout";

    // P04xx: links and parity
    /// A link to a page of this site names its source file; none is there.
    BrokenLink = "P0401" Error "a link that leads nowhere";
    /// The page has no heading of that name.
    BrokenAnchor = "P0402" Error "a link to a heading that is not there";
    /// There is no dataset of that name.
    UnknownDataset = "P0403" Error "an unknown dataset";
    /// The dataset has no such column, or the column no such value.
    UnknownColumn = "P0404" Error "an unknown column or value";
    /// The data has no value for what is asked.
    NoValue = "P0405" Error "there is no such value";
    /// Two pages would be written to the same file.
    SameRoute = "P0406" Error "two pages in one place";
    /// A menu entry that is neither a page, a section nor a list.
    UnknownMenuEntry = "P0407" Error "a menu entry that leads nowhere";
    /// A page, or the name of a column or a value in the data, is not there in every language of the
    /// site, so that readers of one of them meet another language. Write it, or take the language
    /// out of `languages:`.
    NotTranslated = "P0410" Warning "not translated";
    /// The languages of a page should have the same headings, tables, charts, links and footnotes:
    /// where one has fewer, a part was forgotten or taken away in one language alone.
    PartsDiffer = "P0411" Warning "the languages of a page have other parts";
    /// A number that stands in one language of a page and not in the other was mistyped, left out or
    /// changed in one of them. Digits of both scripts, lakhs, crores and millions, dates and number
    /// words are understood; digits in links, code and names are left out. A number from the data,
    /// written as `=8-6-1`, is never mistyped.
    NumbersDiffer = "P0412" Warning "a number differs between languages";
    /// The original has changed since it was translated. Bring the translation up to date, write
    /// `translated: now` into its front matter, and run `prokash check --fix`, which notes the state
    /// of the original, paragraph by paragraph. Without that key nothing is compared.
    StaleTranslation = "P0413" Warning "a translation older than its original";
    /// A number was typed that is not what the data of the page's `indicators:` says for that year.
    /// Where it is meant to be that, take it from the data, as in `=8-6-1 Year=2017`; then it is
    /// right in every language and after every revision.
    TypedNumber = "P0414" Warning "a typed number that the data belies";

    // P05xx: charts
    /// Nothing is left to draw after `where:`.
    EmptyChart = "P0501" Error "a chart of nothing";
    /// The chart cannot be drawn as asked.
    BadChart = "P0502" Error "a chart that cannot be drawn";
    /// Where `type:` is left out, the data decides: one value is a card, one year bars, two years a
    /// slope, more are lines. This says which was taken, where it may surprise.
    ChosenType = "P0503" Note "a type of chart that the data chose";
    /// Two values would stand in the chart under one name, because they differ in a column that the
    /// chart does not show and that has no total. One of them alone would be a wrong number.
    MixedChart = "P0504" Error "a chart that mixes what differs";

    /// A map finds a place by its code (`GeoCode`) or by its name in any language. A place that it
    /// does not know is not drawn.
    UnknownPlace = "P0510" Warning "a place that the map does not have";
    /// The shapes of a map are polygons in a GeoJSON file, in degrees.
    BadShapes = "P0511" Error "shapes that cannot be drawn";

    // P06xx: files to take away
    /// No font of the theme has the letter, so the PDF shows a box in its place; a picture letter
    /// (emoji) is the usual one. Write it in words, or put a font that has it, as `.ttf`, into
    /// `themes/prokash/fonts/`.
    UnknownLetter = "P0601" Warning "a letter that no font has";
    /// A page as one file (`NAME.share.html`) is sent in chats and opened on phones, where more than
    /// 300 kB is slow. Its charts are what is heavy: show fewer, or maps with fewer points.
    HeavyFile = "P0602" Warning "a heavy file";

    // P07xx: the theme
    /// A template cannot be read, or asks for something that its page does not have.
    BadTemplate = "P0701" Error "a template fails";
    /// Every word of the pages is needed in every language of the site.
    MissingWord = "P0702" Error "a word is not translated";
    /// The theme named in `prokash.yaml` is neither built in nor under `themes/`.
    NoTheme = "P0703" Error "no such theme";
    /// A theme's `theme.yaml` gives other values to the colours that its style sheet names, each as
    /// `"#rrggbb"`; anything else would be passed over by browsers without a word.
    BadColour = "P0704" Error "a colour that cannot be";
    /// A template in the theme's `report/` cannot be read, or fails for what a page holds.
    BadReport = "P0705" Error "a report template fails";

    // P08xx: publishing
    /// A bundle is unpacked on Windows, which refuses some names that other systems take: those of
    /// devices, such as `con` or `aux`, those that end in a dot, and paths of more than some 250
    /// letters. Two names that differ only in capitals are one to it.
    WindowsName = "P0801" Warning "a name that Windows refuses";
}

#[cfg(test)]
mod tests {
    use super::Rule;

    #[test]
    fn codes_are_unique_and_sorted() {
        let codes: Vec<_> = Rule::ALL.iter().map(|it| it.code()).collect();
        assert!(codes.windows(2).all(|it| it[0] < it[1]), "{codes:?}");
    }
}
