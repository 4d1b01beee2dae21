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

const STORE: Names = Names {
    what: "password of the store",
    variable: "PORTALSMITH_STORE_PASSWORD",
    file_variable: "PORTALSMITH_STORE_PASSWORD_FILE",
    credential: "portalsmith-store",
    file: "store",
    again: "give the password that the database server knows, as one line",
    other: "give the password that the database server knows, as one line",
};

/// The password to the database that `forms.store` names; some servers want none.
pub fn find_store_password(env: &Environment, project: &Path) -> Result<Option<String>, SecretFailure> {
    Ok(find(&STORE, env, project, password)?.map(|found| found.secret))
}

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

/// Any line: the database server knows what is right.
fn password(text: &str) -> Result<String, SecretError> {
    match text.trim_end_matches(['\r', '\n']) {
        "" => Err(SecretError::Empty),
        // What was read is as much as is ever read: there may be more.
        _ if text.len() as u64 >= super::LONGEST => Err(SecretError::Long),
        line if line.contains(char::is_control) => Err(SecretError::Foreign),
        line => Ok(line.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_any_one_line() {
        assert_eq!(password("grün & blau \n"), Ok("grün & blau ".to_owned()));
        for wrong in ["", "\n", "a\nb", &"a".repeat(4096)] {
            assert!(password(wrong).is_err(), "{}", wrong.len());
        }
    }

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
