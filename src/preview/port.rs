//! Who has a port of this machine, as far as the system tells.
#![expect(clippy::disallowed_methods, reason = "the rim's own looking")]

use std::fs;

/// The program that listens on a port of the loopback interface: its name and number. None where the system does not say, or
/// the program is another user's.
pub(super) fn owner(port: u16) -> Option<String> {
    let sockets: Vec<String> = ["/proc/net/tcp", "/proc/net/tcp6"]
        .into_iter()
        .filter_map(|table| fs::read_to_string(table).ok())
        .flat_map(|table| listening(&table, port))
        .map(|inode| format!("socket:[{inode}]"))
        .collect();
    let processes = fs::read_dir("/proc").ok()?.filter_map(Result::ok);
    processes.filter_map(|process| process.file_name().to_str()?.parse::<u32>().ok()).find_map(|number| {
        let mut open = fs::read_dir(format!("/proc/{number}/fd")).ok()?.filter_map(Result::ok);
        let has = |file: &fs::DirEntry| {
            fs::read_link(file.path()).is_ok_and(|target| sockets.iter().any(|own| *own == target.to_string_lossy()))
        };
        open.any(|file| has(&file)).then(|| {
            let name = fs::read_to_string(format!("/proc/{number}/comm")).unwrap_or_default();
            format!("`{}` (process {number})", name.trim())
        })
    })
}

/// The numbers of the sockets in a table of `/proc/net` that listen on a port.
fn listening(table: &str, port: u16) -> Vec<String> {
    let port = format!(":{port:04X}");
    let rows = table.lines().skip(1).map(|line| line.split_whitespace().collect::<Vec<_>>());
    let listens = |row: &Vec<&str>| row.len() > 9 && row[1].ends_with(&port) && row[3] == "0A";
    rows.filter(listens).map(|row| row[9].to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_listens_is_found() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        if cfg!(target_os = "linux") {
            assert!(owner(port).unwrap().ends_with(&format!("(process {})", std::process::id())));
        }
        drop(listener);
    }

    #[test]
    fn sockets_that_only_talk_have_no_port() {
        let table = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n\
            0: 0100007F:128B 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 4242 1\n\
            1: 0100007F:128B 0100007F:9999 01 00000000:00000000 00:00000000 00000000 0 0 4243 1\n";
        assert_eq!(listening(table, 0x128B), ["4242"]);
        assert!(listening(table, 80).is_empty());
    }
}
