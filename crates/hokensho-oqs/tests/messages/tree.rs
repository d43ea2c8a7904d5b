//! A second, naive reading of the files, to hold the crate's own against, and to make wrong files from right ones.

use hokensho_oqs::{Encoding, JsonRoot};
use quick_xml::escape::{escape, unescape};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde_json::Value;

/// The elements that hold nothing but a list, which JSON has as an array of objects with one member each.
const LISTS: [&str; 13] = [
    "CzDiDateInfs",
    "CzDiInf",
    "CzDrugInfs",
    "DiDateInfs",
    "DrugInfs",
    "HealthCheckupResultAndQuestionInfos",
    "MeTrInfs",
    "PublicExpenseResultList",
    "ResultList",
    "ShDrugInfs",
    "ShPrDateInfs",
    "ShPrInf",
    "SpecificDiseasesCertificateList",
];

/// How JSON has several elements of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeated {
    AsArrays,
    /// As members of one name, which no program ought to write.
    AsMembers,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tree {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) text: String,
    pub(crate) children: Vec<Tree>,
}

impl Tree {
    pub(crate) fn parse(document: &str) -> Self {
        let mut reader = Reader::from_str(document);
        let mut open = vec![Self::new("", "")];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) => open.push(Self::started(&tag)),
                Event::Empty(tag) => open.last_mut().unwrap().children.push(Self::started(&tag)),
                Event::Text(text) => open.last_mut().unwrap().text.push_str(&text.xml10_content()),
                Event::CData(text) => open.last_mut().unwrap().text.push_str(&text.xml10_content()),
                Event::GeneralRef(name) => {
                    let text = format!("&{};", &*name.xml10_content());
                    open.last_mut().unwrap().text.push_str(&unescape(&text).unwrap());
                }
                Event::End(_) => {
                    let mut done = open.pop().unwrap();
                    // Blanks between elements lay them out.
                    let is_blank = done.text.bytes().all(|byte| b" \t\r\n".contains(&byte));
                    if !done.children.is_empty() && is_blank {
                        done.text.clear();
                    }
                    open.last_mut().unwrap().children.push(done);
                }
                Event::Eof => return open.pop().unwrap().children.pop().unwrap(),
                _ => {}
            }
        }
    }

    pub(crate) fn new(name: &str, text: &str) -> Self {
        let (name, text) = (name.to_owned(), text.to_owned());
        Self { name, attributes: Vec::new(), text, children: Vec::new() }
    }

    fn started(tag: &BytesStart<'_>) -> Self {
        let attributes = tag.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap();
            (attribute.key.into_inner().to_owned(), value.into_owned())
        });
        Self { attributes: attributes.collect(), ..Self::new(tag.name().as_ref(), "") }
    }

    /// One line, with a declaration and 文字コード識別 that fit the encoding.
    pub(crate) fn to_bytes(&self, encoding: Encoding) -> Vec<u8> {
        let mut document = format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>");
        self.write(encoding, &mut document);
        match encoding {
            Encoding::Utf8 => document.into_bytes(),
            Encoding::Windows31J => encoding_rs::SHIFT_JIS.encode(&document).0.into_owned(),
        }
    }

    fn write(&self, encoding: Encoding, out: &mut String) {
        let text = match (self.name.as_str(), self.text.as_str(), encoding) {
            ("CharacterCodeIdentifier", "0" | "1", Encoding::Utf8) => "0",
            ("CharacterCodeIdentifier", "0" | "1", Encoding::Windows31J) => "1",
            (_, text, _) => text,
        };
        out.push_str(&format!("<{}", self.name));
        for (name, value) in &self.attributes {
            out.push_str(&format!(" {name}=\"{}\"", escape(value)));
        }
        out.push_str(&format!(">{}", escape(text)));
        self.children.iter().for_each(|child| child.write(encoding, out));
        out.push_str(&format!("</{}>", self.name));
    }

    /// The elements of a file in JSON. Of what is in an array each has the array's name.
    pub(crate) fn parse_json(file: &str, root: JsonRoot) -> Self {
        let message = Self::of_value("XmlMsg", &serde_json::from_str(file).unwrap()).remove(0);
        match root {
            JsonRoot::Bare => message,
            JsonRoot::XmlMsg => <[_; 1]>::try_from(message.children).unwrap().into_iter().next().unwrap(),
        }
    }

    fn of_value(name: &str, value: &Value) -> Vec<Self> {
        let mut element = Self::new(name, "");
        match value {
            Value::Array(items) if !items.is_empty() => {
                return items.iter().flat_map(|item| Self::of_value(name, item)).collect();
            }
            Value::Array(_) => {}
            Value::Object(members) => {
                element.children =
                    members.iter().flat_map(|(name, value)| Self::of_value(name, value)).collect();
            }
            Value::String(text) => element.text.clone_from(text),
            other => element.text = other.to_string(),
        }
        vec![element]
    }

    /// As the Web API has it.
    pub(crate) fn to_json(&self, root: JsonRoot) -> String {
        let message = self.value(Repeated::AsArrays);
        match root {
            JsonRoot::XmlMsg => format!("{{\"{}\":{message}}}", self.name),
            JsonRoot::Bare => message,
        }
    }

    pub(crate) fn value(&self, repeated: Repeated) -> String {
        if self.children.is_empty() {
            return Value::from(self.text.as_str()).to_string();
        }
        let member = |name: &str, value: &str| format!("\"{name}\": {value}");
        let in_list = |child: &Self| format!("{{{}}}", member(&child.name, &child.value(repeated)));
        if LISTS.contains(&self.name.as_str()) {
            return format!("[{}]", self.children.iter().map(in_list).collect::<Vec<_>>().join(", "));
        }
        let mut members: Vec<(&str, Vec<String>)> = Vec::new();
        for child in &self.children {
            let value = child.value(repeated);
            match members.iter_mut().find(|(name, _)| *name == child.name) {
                Some((_, values)) if repeated == Repeated::AsArrays => values.push(value),
                _ => members.push((&child.name, vec![value])),
            }
        }
        let members = members.iter().map(|(name, values)| match values.as_slice() {
            [value] => member(name, value),
            values => member(name, &format!("[{}]", values.join(", "))),
        });
        format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
    }

    /// This without its attributes, for which JSON has no place.
    pub(crate) fn without_attributes(&self) -> Self {
        let children = self.children.iter().map(Self::without_attributes).collect();
        Self { children, ..Self::new(&self.name, &self.text) }
    }

    /// Every element that holds text and every attribute, with its path, in no order: what must not get lost.
    pub(crate) fn leaves(&self) -> Vec<(String, String)> {
        let mut leaves = Vec::new();
        self.collect("", &mut leaves);
        leaves.sort();
        leaves
    }

    fn collect(&self, above: &str, leaves: &mut Vec<(String, String)>) {
        let path = format!("{above}/{}", self.name);
        leaves.extend(self.attributes.iter().map(|(name, value)| (format!("{path}/@{name}"), value.clone())));
        if self.children.is_empty() || !self.text.is_empty() {
            // The one value that may be written otherwise than it was read: spaces or zeros go before short numbers.
            let text = match self.name.as_str() {
                "InsurerNumber" => without_padding(&self.text),
                _ => &self.text,
            };
            leaves.push((path.clone(), text.to_owned()));
        }
        self.children.iter().for_each(|child| child.collect(&path, leaves));
    }

    /// Number of elements.
    pub(crate) fn size(&self) -> usize {
        1 + self.children.iter().map(Self::size).sum::<usize>()
    }

    /// The list of children that holds the `nth` element below the root, and its place in it.
    pub(crate) fn place_of(&mut self, nth: usize) -> (&mut Vec<Self>, usize) {
        let mut before = 0;
        let at = self.children.iter().position(|child| {
            before += child.size();
            nth < before
        });
        let at = at.unwrap();
        let inside = nth + self.children[at].size() - before;
        if inside == 0 { (&mut self.children, at) } else { self.children[at].place_of(inside - 1) }
    }
}

/// An insurer's number without what some systems put before six digits.
pub(crate) fn without_padding(number: &str) -> &str {
    let digits = number.trim_start_matches(' ');
    digits.strip_prefix("00").filter(|digits| digits.len() == 6).unwrap_or(digits)
}
