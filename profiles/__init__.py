"""All knowledge of metadata: the model, the formats, the rules and the application profiles."""
