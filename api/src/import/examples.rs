//! The examples, compiled in.

/// The files of the example administrations, by name, in the order in which they are loaded.
pub const EXAMPLES: [(&str, &str); 5] = [
    ("livorno.json", include_str!("../../../examples/livorno.json")),
    ("lecce.json", include_str!("../../../examples/lecce.json")),
    (
        "lucca-chamber-of-commerce.json",
        include_str!("../../../examples/lucca-chamber-of-commerce.json"),
    ),
    (
        "cutrofiano.json",
        include_str!("../../../examples/cutrofiano.json"),
    ),
    ("quarto.json", include_str!("../../../examples/quarto.json")),
];
