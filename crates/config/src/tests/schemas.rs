//! The schemas of both kinds of file.

use serde_json::Value;

use crate::{settings_schema, source_schema};

/// Every property of a schema, as `definition.key`, that has no description.
fn undescribed(schema: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let definitions = schema["$defs"].as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value));
    for (name, definition) in definitions.chain([("root", schema)]) {
        for (key, property) in definition["properties"].as_object().into_iter().flatten() {
            if !property["description"].is_string() {
                found.push(format!("{name}.{key}"));
            }
        }
    }
    found
}

#[test]
fn every_key_is_described() {
    assert_eq!(undescribed(&settings_schema()), Vec::<String>::new());
    assert_eq!(undescribed(&source_schema()), Vec::<String>::new());
}

#[test]
fn schemas_are_strict_and_without_null() {
    for schema in [settings_schema(), source_schema()] {
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["additionalProperties"], false);
        assert!(!schema.to_string().contains("null"), "{schema:#}");
    }
    assert_eq!(source_schema()["required"], serde_json::json!(["name"]));
}
