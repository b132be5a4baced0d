//! Puts the built site (scripts, WASM, styles, pictures) into the binary: one file, everything in it.
//! Not here: building the site (see `scripts/build-web.sh`).

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-env-changed=KVITOK_SITE_DIR");
    let manifest = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let site = env::var("KVITOK_SITE_DIR").map_or_else(|_| manifest.join("../target/site"), PathBuf::from);
    let site = if site.is_absolute() { site } else { manifest.join("..").join(site) };
    println!("cargo::rerun-if-changed={}", site.display());
    let mut files = Vec::new();
    list(&site, &mut files);
    files.sort();
    let mut code = String::from("pub(super) static FILES: &[(&str, &[u8])] = &[\n");
    for file in &files {
        let name = file.strip_prefix(&site).expect("listed below it").to_string_lossy().replace('\\', "/");
        let path = file.canonicalize().expect("it was just listed");
        writeln!(code, "    ({:?}, include_bytes!({:?})),", format!("/{name}"), path.to_string_lossy())
            .expect("writing to a String");
    }
    code.push_str("];\n");
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("site.rs");
    fs::write(out, code).expect("OUT_DIR can be written");
}

/// A site that has not been built yet is an empty one: pages then work without scripts and styles, as tests need.
fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            println!("cargo::rerun-if-changed={}", path.display());
            list(&path, files);
        } else {
            files.push(path);
        }
    }
}
