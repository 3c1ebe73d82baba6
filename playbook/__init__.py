"""The incident-communication playbook: YAML data in, checked and typed, HTML out. Knows no MkDocs."""
