//! Enums as the words by which they are stored: their serde names.

use crate::error::StoreError;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The word for a value.
pub(crate) fn write<T: Serialize>(value: &T) -> Result<String, StoreError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        _ => Err(StoreError::corrupt("a value without a word")),
    }
}

/// The value for a word.
pub(crate) fn read<T: DeserializeOwned>(word: &str) -> Result<T, StoreError> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).map_err(StoreError::corrupt)
}
