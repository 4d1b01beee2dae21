//! User and password for the organization's mail server. The password lies where the other secrets do, in exactly one of
//! four places; the user is no secret and stands in a variable.

use super::{Environment, Names, SecretFailure, find};
use crate::links::SecretError;
use std::fmt;
use std::path::Path;

/// Who logs in to the mail server, and with which password. Its `Debug` tells neither.
#[derive(Clone, Eq, PartialEq)]
pub struct SmtpLogin {
    user: String,
    password: String,
}

impl SmtpLogin {
    pub fn user(&self) -> &str {
        &self.user
    }

    pub fn password(&self) -> &str {
        &self.password
    }
}

impl fmt::Debug for SmtpLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SmtpLogin(…)")
    }
}

const USER: &str = "PORTALSMITH_SMTP_USER";

const PASSWORD: Names = Names {
    what: "SMTP password",
    variable: "PORTALSMITH_SMTP_PASSWORD",
    file_variable: "PORTALSMITH_SMTP_PASSWORD_FILE",
    credential: "portalsmith-smtp",
    file: "smtp",
    again: "put the password there, in one line, as the mail server's operator gave it",
    other: "put the mail server's password there, in one line",
};

/// How to log in to the mail server. `None` means that neither user nor password is given: some relays know who calls.
pub fn find_smtp_login(env: &Environment, project: &Path) -> Result<Option<SmtpLogin>, SecretFailure> {
    let user = env.var(USER);
    let password = find(&PASSWORD, env, project, password)?;
    match (user, password) {
        (None, None) => Ok(None),
        (Some(user), Some(password)) => match user.to_str().filter(|user| !user.contains(char::is_control)) {
            Some(user) => Ok(Some(SmtpLogin { user: user.to_owned(), password: password.secret })),
            None => Err(SecretFailure::new("smtp-login", format!("what `{USER}` gives is no name of a user"))),
        },
        (Some(_), None) => Err(SecretFailure::new("smtp-login", format!("`{USER}` is given, but no password"))
            .hint(format!("give it by `{}`, or in a file that `{}` names", PASSWORD.variable, PASSWORD.file_variable))),
        (None, Some(password)) => {
            let title = format!("the SMTP password is given by `{}`, but no user", password.source);
            Err(SecretFailure::new("smtp-login", title).hint(format!("set `{USER}`")))
        }
    }
}

/// A password: what stands in the one line, spaces included, for they may belong to it.
fn password(text: &str) -> Result<String, SecretError> {
    let line = text.strip_suffix('\n').unwrap_or(text);
    match line.strip_suffix('\r').unwrap_or(line) {
        "" => Err(SecretError::Empty),
        line if line.contains(char::is_control) => Err(SecretError::Foreign),
        line => Ok(line.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::OsStr;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    fn env<const N: usize>(variables: [(&str, &OsStr); N]) -> Environment {
        variables.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    fn find(variables: &[(&str, &str)]) -> Result<Option<SmtpLogin>, SecretFailure> {
        let env = variables.iter().map(|(name, value)| ((*name).to_owned(), value.into())).collect();
        find_smtp_login(&env, Path::new("/nowhere"))
    }

    #[test]
    fn user_and_password_come_together_or_not_at_all() {
        assert_eq!(find(&[]), Ok(None));
        let login = find(&[(USER, "acme"), (PASSWORD.variable, " s3cr:t ")]).unwrap().unwrap();
        assert_eq!((login.user(), login.password()), ("acme", " s3cr:t "));
        for given in [[(USER, "acme")], [(PASSWORD.variable, "s3cr:t")]] {
            let failure = find(&given).unwrap_err();
            assert_eq!(failure.code, "smtp-login");
            assert!(!format!("{failure:?}").contains("s3cr"), "{failure:?}");
        }
    }

    #[test]
    fn a_password_lies_in_one_of_four_places_and_is_never_told() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("portalsmith-smtp");
        fs::write(&file, "s3cr:t\r\n").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        let (user, password) = ((USER, OsStr::new("acme")), OsStr::new("s3cr:t"));
        for way in [
            (PASSWORD.variable, password),
            (PASSWORD.file_variable, file.as_os_str()),
            ("CREDENTIALS_DIRECTORY", folder.path().as_os_str()),
        ] {
            let login = find_smtp_login(&env([user, way]), Path::new("/nowhere")).unwrap().unwrap();
            assert_eq!(login.password(), "s3cr:t", "{way:?}");
            assert!(!format!("{login:?}").contains("s3cr"), "{login:?}");
        }
        let twice = env([user, (PASSWORD.variable, password), (PASSWORD.file_variable, file.as_os_str())]);
        assert_eq!(find_smtp_login(&twice, Path::new("/nowhere")).unwrap_err().code, "two-secrets");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        let open = find_smtp_login(&env([user, (PASSWORD.file_variable, file.as_os_str())]), Path::new("/nowhere"));
        assert_eq!(open.unwrap_err().code, "secret-open");
    }

    #[test]
    fn what_cannot_be_a_password_is_refused_without_being_told() {
        for (text, code) in [("\n", "secret-empty"), ("s3cr:t\0", "secret-foreign"), ("s3cr:t\nb", "secret-foreign")] {
            let failure = find(&[(USER, "acme"), (PASSWORD.variable, text)]).unwrap_err();
            assert_eq!(failure.code, code);
            assert!(!format!("{failure:?}").contains("s3cr"), "{failure:?}");
        }
    }
}
