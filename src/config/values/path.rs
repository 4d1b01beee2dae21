//! Paths below `content/`. A path is compared with what lies there and never joined to anything else's name.

use crate::config::checked::ContentPath;
use crate::config::reader::Written;
use crate::config::schema::Json;
use crate::config::tree::quoted;
use crate::diag::Diagnostic;

impl ContentPath {
    /// The path in its usual spelling, or `None` where it could lead out of `content/`: absolute, with `..`, a
    /// backslash, a colon or a control character.
    pub fn new(text: &str) -> Option<ContentPath> {
        if text.starts_with('/') || text.contains(['\\', ':']) || text.contains(char::is_control) {
            return None;
        }
        let parts: Vec<&str> = text.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
        if parts.is_empty() || parts.contains(&"..") {
            return None;
        }
        Some(ContentPath(parts.join("/").into()))
    }

    /// With `/`, relative to `content/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for ContentPath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Written for ContentPath {
    const WHAT: &'static str = "a path below `content/`";

    fn shape() -> Json {
        Json::object([("type", Json::text("string"))])
    }

    fn parse(text: &str) -> Result<ContentPath, Diagnostic> {
        ContentPath::new(text).ok_or_else(|| {
            Diagnostic::error("path-outside-content", format!("{} is not a path below `content/`", quoted(text)))
                .hint("paths are relative to `content/`, with `/` and without `..`, such as `brand/logo.svg`")
        })
    }
}

/// A document for all customers, below `documents/shared/`.
#[derive(Clone, Debug)]
pub(in crate::config) struct SharedPath(pub(in crate::config) ContentPath);

impl Written for SharedPath {
    const WHAT: &'static str = "a path below `documents/shared/`";

    fn shape() -> Json {
        Json::pattern("^documents/shared/.+$")
    }

    fn parse(text: &str) -> Result<SharedPath, Diagnostic> {
        let path = <ContentPath as Written>::parse(text)?;
        match path.as_str().strip_prefix("documents/shared/") {
            Some(_) => Ok(SharedPath(path)),
            None => Err(Diagnostic::error(
                "document-not-shared",
                format!("{} is not below `documents/shared/`", quoted(text)),
            )
            .hint("only what lies in `content/documents/shared/` is shown to every customer")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_below_content() {
        assert_eq!(ContentPath::new("./brand//logo.svg").unwrap().as_str(), "brand/logo.svg");
        for text in ["../a", "a/../../b", "/etc/passwd", "a\\b", "C:/a", "", ".", "a\0"] {
            assert_eq!(ContentPath::new(text), None, "{text}");
        }
    }
}
