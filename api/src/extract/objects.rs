//! Reads an object only where an object is sent.
//!
//! What serde derives for a struct takes a list too, its items for the members in their order. A request that tells its
//! members by their place is a mistake that would go through unseen, so a struct is asked for as a map, at every depth.
//! What is a list itself, a pair of times among it, is read as ever.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

/// What is read, or something in it: a deserializer, a visitor, the members of an object, the items of a list, or one of them.
pub(super) struct Objects<T>(pub(super) T);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Objects<D> {
    type Error = D::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(Objects(visitor))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(Objects(visitor))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_option(Objects(visitor))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_newtype_struct(name, Objects(visitor))
    }

    /// An enum of a request is a word: there is nothing in it.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_enum(name, variants, visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_ignored_any(visitor)
    }

    /// JSON says of what type a value is: asked for by its type or not, it is read alike.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(Objects(visitor))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct seq tuple tuple_struct identifier
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Objects<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<V::Value, E> {
        self.0.visit_bool(value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<V::Value, E> {
        self.0.visit_i64(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<V::Value, E> {
        self.0.visit_u64(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<V::Value, E> {
        self.0.visit_f64(value)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<V::Value, E> {
        self.0.visit_str(value)
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<V::Value, E> {
        self.0.visit_borrowed_str(value)
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Objects(inner))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.0.visit_newtype_struct(Objects(inner))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Objects(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Objects(members))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Objects<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(Objects(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Objects<A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(Objects(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Objects<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Objects(deserializer))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    struct Visit {
        hours: Vec<(String, String)>,
        guide: Option<Person>,
        guests: Vec<Person>,
        by_day: BTreeMap<String, Person>,
        level: Option<Level>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Person {
        given_name: String,
        age: i64,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Level {
        High,
    }

    fn read(json: &str) -> Result<Visit, String> {
        Visit::deserialize(Objects(&mut serde_json::Deserializer::from_str(json)))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_list_is_no_object_at_any_depth() {
        for json in [
            r#"[[["09:00","13:00"]],null,[],{},null]"#,
            r#"{"guide":["Anna",40]}"#,
            r#"{"guests":[{"given_name":"Anna","age":40},["Anna",40]]}"#,
            r#"{"by_day":{"monday":["Anna",40]}}"#,
            r#"{"by_day":[["monday",{"given_name":"Anna","age":40}]]}"#,
        ] {
            let refused = read(json).unwrap_err();
            assert!(refused.starts_with("invalid type: sequence"), "{json}: {refused}");
        }
    }

    #[test]
    fn everything_else_is_read_as_ever() {
        let json = r#"{"hours":[["09:00","13:00"]],"guide":{"given_name":"An\u006ea","age":40},"guests":[],
            "by_day":{"monday":{"given_name":"Ugo","age":-1}},"level":"high"}"#;
        let visit = read(json).unwrap();
        assert_eq!(visit, serde_json::from_str(json).unwrap());
        assert_eq!(visit.hours, [("09:00".to_owned(), "13:00".to_owned())]);
        assert_eq!(read(r#"{"guide":null,"level":null}"#), Ok(Visit::default()));
    }

    #[test]
    fn what_is_refused_is_refused_in_the_same_words() {
        for json in [
            r#"{"guide":"Anna"}"#,
            r#"{"guide":{"given_name":7,"age":40}}"#,
            r#"{"guide":{"given_name":"Anna","age":"40"}}"#,
            r#"{"guide":{"given_name":"Anna"}}"#,
            r#"{"hours":{}}"#,
            r#"{"level":"low"}"#,
            r#"{"level":7}"#,
            r#"{"odd":7}"#,
            r#"{"guests":[{]"#,
        ] {
            let plain = serde_json::from_str::<Visit>(json).unwrap_err().to_string();
            // How far the reader had come may be another place.
            let words = |said: &str| said.split(" at line ").next().map(str::to_owned);
            assert_eq!(words(&read(json).unwrap_err()), words(&plain), "{json}");
        }
    }
}
