//! The door to quick-xml's writer: XML in memory, where writing cannot fail.

use std::borrow::Cow;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

/// An XML document in the making.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// A document of which each element stands on a line of its own.
    pub(super) fn new() -> Self {
        Self::with(Writer::new_with_indent(Vec::new(), b' ', 1))
    }

    /// A document in which spaces count, so that none are added.
    pub(super) fn tight() -> Self {
        Self::with(Writer::new(Vec::new()))
    }

    /// A part of a document.
    pub(super) fn part() -> Self {
        Self(Writer::new(Vec::new()))
    }

    fn with(writer: Writer<Vec<u8>>) -> Self {
        let mut xml = Self(writer);
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        xml
    }

    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Start(tag(name, attributes)));
    }

    pub(super) fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(tag(name, attributes)));
    }

    pub(super) fn text(&mut self, text: &str) {
        self.event(Event::Text(BytesText::new(&legal(text))));
    }

    pub(super) fn leaf(&mut self, name: &str, text: &str) {
        self.with_text(name, &[], text);
    }

    pub(super) fn with_text(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        text: &str,
    ) {
        self.open(name, attributes);
        self.text(text);
        self.close(name);
    }

    pub(super) fn finish(self) -> Vec<u8> {
        let mut bytes = self.0.into_inner();
        bytes.push(b'\n');
        bytes
    }

    /// What was written so far.
    pub(super) fn into_text(self) -> String {
        String::from_utf8_lossy(&self.0.into_inner()).into_owned()
    }

    fn event(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect("writing to memory cannot fail");
    }
}

fn tag<'a>(name: &'a str, attributes: &[(&'a str, &'a str)]) -> BytesStart<'a> {
    let mut tag = BytesStart::new(name);
    for (name, value) in attributes {
        tag.push_attribute((*name, &*legal(value)));
    }
    tag
}

/// `text` without the letters that XML 1.0 has no way to write, for which programs refuse a whole
/// file.
fn legal(text: &str) -> Cow<'_, str> {
    let forbidden = |it: char| matches!(it, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    if text.contains(forbidden) {
        text.replace(forbidden, "").into()
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn what_is_written_can_be_read() {
        let mut xml = Xml::tight();
        xml.with_text("a", &[("b", "<\"\u{1}&")], "x\u{B} <&> ক\u{200D}");
        let text = String::from_utf8(xml.finish()).unwrap();
        let (_, body) = text.split_once("?>").unwrap();
        assert_eq!(body, "<a b=\"&lt;&quot;&amp;\">x &lt;&amp;&gt; ক\u{200D}</a>\n");
    }
}
