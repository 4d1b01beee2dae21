//! `links`, `deploy` and `limits`: how portals live and how they get out.

use crate::config::checked;
use crate::config::section::section;
use crate::config::values::net::Target;
use crate::config::values::number::Percentage;
use crate::config::values::text::Line;
use crate::config::values::time::After;

section! {
    /// How long portals live.
    Links {
        /// Withdraw a portal so long after its last open item or activity, such as `180 days`; or `never`.
        dormant_after: After = "never",
    }
}

section! {
    /// Where `portalsmith deploy` puts the site.
    Deploy {
        /// `s3://bucket/prefix`, `gs://bucket/prefix`, `az://container/prefix` or `file:///folder`.
        target: Target = optional,
        /// The cache (CDN) that is told of changed files afterwards.
        invalidate: Line = optional,
    }
}

section! {
    /// What one build may change at most.
    Limits {
        /// The share of customers or documents that one build may lose, such as `20%`.
        shrink: Percentage = "20%",
    }
}

impl Links {
    pub(super) fn checked(self) -> checked::Links {
        checked::Links { dormant_after: self.dormant_after.0 }
    }
}

impl Deploy {
    pub(super) fn checked(self) -> checked::Deploy {
        checked::Deploy { target: self.target.map(|target| target.0), invalidate: self.invalidate.map(|line| line.0) }
    }
}

impl Limits {
    pub(super) fn checked(self) -> checked::Limits {
        checked::Limits { shrink: self.shrink.0 }
    }
}
