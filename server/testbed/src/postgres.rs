//! A PostgreSQL of the test process: made by the local `initdb`, started by `postgres`, gone with the process.
//! Not here: installing PostgreSQL (see `scripts/setup.sh`).

use std::io::Read;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{LazyLock, Mutex};
use std::time::{Duration, Instant};

struct Server {
    port: u16,
    /// Its standard input ends with this process, however that ends; then the shell around it stops the server.
    _watch: Mutex<Child>,
}

static SERVER: LazyLock<Server> = LazyLock::new(start);

/// The address of a database of this process's server.
pub fn postgres_url(database: &str) -> String {
    format!("postgres://postgres@127.0.0.1:{}/{database}", SERVER.port)
}

/// Debian keeps the server's programs off PATH.
fn program(name: &str) -> PathBuf {
    let on_path = std::env::var_os("PATH").into_iter().flat_map(|path| std::env::split_paths(&path).collect::<Vec<_>>());
    let debian =
        std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path().join("bin"));
    debian
        .chain(on_path)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
        .unwrap_or_else(|| panic!("PostgreSQL's {name} is missing: run scripts/setup.sh test"))
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout.starts_with(b"0\n"))
}

/// PostgreSQL refuses root: as root it runs as the user `postgres` of Debian's package.
fn as_its_user(program: &Path) -> Command {
    if is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(program);
        command
    } else {
        Command::new(program)
    }
}

fn start() -> Server {
    let folder = std::env::temp_dir().join(format!("kvitok-postgres-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o777)).expect("its owner may");
    let data = folder.join("data");
    let made = as_its_user(&program("initdb"))
        .args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync", "-D"])
        .arg(&data)
        .output()
        .expect("initdb runs");
    assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
    let port = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a free port").port();
    let server = as_its_user(&program("postgres"));
    let script = r#"out="$1"; folder="$2"; shift 2; "$@" >"$out" 2>&1 & server=$!; cat >/dev/null; kill -INT $server; wait $server; rm -rf "$folder""#;
    let child = Command::new("sh")
        .args(["-c", script, "sh"])
        .arg(folder.join("log"))
        .arg(&folder)
        .arg(server.get_program())
        .args(server.get_args())
        .arg("-D")
        .arg(&data)
        .args(["-c", &format!("port={port}"), "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"])
        .args(["-c", "max_connections=400", "-c", &format!("unix_socket_directories={}", folder.display())])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell");
    wait_until_it_answers(port, &folder.join("log"));
    Server { port, _watch: Mutex::new(child) }
}

/// The server is ready when it answers a request for encryption; it says no, but it answers.
fn wait_until_it_answers(port: u16, log: &Path) {
    let deadline = Instant::now() + Duration::from_mins(1);
    while Instant::now() < deadline {
        if let Ok(mut stream) = std::net::TcpStream::connect(("127.0.0.1", port)) {
            let ssl_request = [0, 0, 0, 8, 4, 210, 22, 47];
            let mut answer = [0];
            if std::io::Write::write_all(&mut stream, &ssl_request).is_ok() && stream.read_exact(&mut answer).is_ok() {
                return;
            }
        }
        std::thread::yield_now();
    }
    panic!("PostgreSQL did not start: {}", std::fs::read_to_string(log).unwrap_or_default());
}
