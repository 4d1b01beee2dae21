//! Secrets that the operator of the endpoint makes up: for whoever pulls submissions, and for whoever hears of them.

use super::{Environment, Names, SecretFailure, find};
use crate::links::SecretError;
use std::path::Path;

/// Shorter ones can be guessed.
const SHORTEST: usize = 16;

const PULL: Names = Names {
    what: "pull secret",
    variable: "PORTALSMITH_PULL_SECRET",
    file_variable: "PORTALSMITH_PULL_SECRET_FILE",
    credential: "portalsmith-pull",
    file: "pull",
    again: "give at least 16 characters without spaces, the same here and where submissions are pulled",
    other: "give at least 16 characters without spaces, the same here and where submissions are pulled",
};

const WEBHOOK: Names = Names {
    what: "webhook secret",
    variable: "PORTALSMITH_WEBHOOK_SECRET",
    file_variable: "PORTALSMITH_WEBHOOK_SECRET_FILE",
    credential: "portalsmith-webhook",
    file: "webhook",
    again: "give at least 16 characters without spaces, the same here and at the webhook's server",
    other: "give at least 16 characters without spaces, the same here and at the webhook's server",
};

/// The secret that submissions are pulled with.
pub fn find_pull_secret(env: &Environment, project: &Path) -> Result<Option<String>, SecretFailure> {
    Ok(find(&PULL, env, project, token)?.map(|found| found.secret))
}

/// The secret that calls of the webhook are signed with.
pub fn find_webhook_secret(env: &Environment, project: &Path) -> Result<Option<String>, SecretFailure> {
    Ok(find(&WEBHOOK, env, project, token)?.map(|found| found.secret))
}

fn token(text: &str) -> Result<String, SecretError> {
    match text.trim_end_matches(['\r', '\n']) {
        "" => Err(SecretError::Empty),
        token if token.len() < SHORTEST || !token.bytes().all(|byte| byte.is_ascii_graphic()) => {
            Err(SecretError::Foreign)
        }
        token => Ok(token.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pull(value: &str) -> Result<Option<String>, SecretFailure> {
        let env = [(PULL.variable.to_owned(), value.into())].into_iter().collect();
        find_pull_secret(&env, Path::new("/nowhere"))
    }

    #[test]
    fn a_secret_that_can_be_guessed_is_refused_and_not_told() {
        assert_eq!(pull("0123456789abcdef\n"), Ok(Some("0123456789abcdef".to_owned())));
        for text in ["hunter2", "0123456789abcdef with spaces"] {
            let failure = pull(text).unwrap_err();
            assert_eq!(failure.code, "secret-foreign");
            assert!(!format!("{failure:?}").contains(text), "{failure:?}");
        }
    }
}
