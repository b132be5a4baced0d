//! A folder of messages, one file each, in which a message appears whole and once.
//! Not here: what the files hold (see `folder_mail`, `folder_sms`).

use crate::sender::instant;
use cabinet::ports::Handover;
use domain::id::MessageId;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, UNIX_EPOCH};
use std::{fs, io};

/// How unfinished files are named until they have all their bytes.
const UNFINISHED: &str = ".tmp-";
/// No write takes so long: an unfinished file of this age belongs to a process that is dead.
const STALE: Duration = Duration::from_hours(1);

/// Two attempts of one process must not share an unfinished file.
static ATTEMPTS: AtomicU64 = AtomicU64::new(0);

/// A folder for messages cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the folder {} cannot be used: {source}", folder.display())]
pub struct FolderError {
    /// Which.
    pub folder: PathBuf,
    /// Why.
    pub source: io::Error,
}

/// A folder that takes each message once.
#[derive(Clone, Debug)]
pub(crate) struct Outbox {
    folder: Arc<Path>,
    extension: &'static str,
}

impl Outbox {
    /// Makes the folder if it is missing and clears what dead processes left unfinished in it.
    pub(crate) fn open(folder: PathBuf, extension: &'static str, now_ms: i64) -> Result<Self, FolderError> {
        match fs::create_dir_all(&folder).and_then(|()| clear_unfinished(&folder, now_ms)) {
            Ok(()) => Ok(Self { folder: folder.into(), extension }),
            Err(source) => Err(FolderError { folder, source }),
        }
    }

    /// Puts a message in, unless it is there already.
    pub(crate) async fn put(&self, id: MessageId, queued_at: i64, bytes: Vec<u8>) -> Handover {
        let path = self.path(id, queued_at);
        let attempt = ATTEMPTS.fetch_add(1, Ordering::Relaxed);
        let unfinished = self.folder.join(format!("{UNFINISHED}{}-{attempt}-{id}", std::process::id()));
        let written = tokio::task::spawn_blocking(move || write_once(&unfinished, &path, &bytes)).await;
        match written.unwrap_or_else(|stopped| Err(io::Error::other(stopped))) {
            Ok(()) => Handover::accepted(),
            Err(error) => {
                Handover::Deferred(format!("the folder {} cannot be written: {}", self.folder.display(), error.kind()))
            }
        }
    }

    /// Whether a message is in; `None` where the folder cannot be read.
    pub(crate) async fn holds(&self, id: MessageId, queued_at: i64) -> Option<bool> {
        let path = self.path(id, queued_at);
        tokio::task::spawn_blocking(move || path.try_exists()).await.ok()?.ok()
    }

    /// The same for every attempt, and sorted by time in a listing.
    fn path(&self, id: MessageId, queued_at: i64) -> PathBuf {
        let time = instant(queued_at).strftime("%Y%m%dT%H%M%S%.3fZ");
        self.folder.join(format!("{time}-{id}.{}", self.extension))
    }
}

/// Writes beside the final name and links to it: a link never replaces a file, so whoever comes second finds the
/// message delivered, and no reader ever sees half of one.
///
/// Nothing is synced to the disk: killing the process does not take back what the kernel has, and the sync would cost
/// more than everything else here. A machine that loses power may lose the last letters of this folder; whoever needs
/// more than that has a mail server.
fn write_once(unfinished: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A process killed between link and removal leaves a second name of a delivered file, and process numbers come
    // again: what is there is removed, never written over.
    let _ = fs::remove_file(unfinished);
    let linked = fs::File::create_new(unfinished)
        .and_then(|mut file| file.write_all(bytes))
        .and_then(|()| fs::hard_link(unfinished, path));
    // What cannot be removed now is cleared the next time the folder is opened.
    let _ = fs::remove_file(unfinished);
    match linked {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        linked => linked,
    }
}

fn clear_unfinished(folder: &Path, now_ms: i64) -> io::Result<()> {
    let now = UNIX_EPOCH + Duration::from_millis(u64::try_from(now_ms).unwrap_or(0));
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
            continue;
        }
        // Another worker may clear it first, or still be at it: neither is a reason not to start.
        let modified = entry.metadata().and_then(|metadata| metadata.modified());
        if modified.is_ok_and(|modified| now.duration_since(modified).is_ok_and(|age| age > STALE)) {
            let _ = fs::remove_file(entry.path());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUEUED: i64 = 1_795_335_297_123;

    fn id() -> MessageId {
        "0199a1b2-0000-7000-8000-000000000001".parse().unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[tokio::test]
    async fn a_message_put_twice_is_one_whole_file_with_the_first_bytes() {
        let dir = tempfile::tempdir().unwrap();
        let outbox = Outbox::open(dir.path().join("outbox/mail"), "eml", QUEUED).unwrap();
        assert_eq!(outbox.holds(id(), QUEUED).await, Some(false));
        assert_eq!(outbox.put(id(), QUEUED, b"first".to_vec()).await, Handover::accepted());
        assert_eq!(outbox.put(id(), QUEUED, b"again".to_vec()).await, Handover::accepted());
        assert_eq!(outbox.holds(id(), QUEUED).await, Some(true));
        let name = format!("20261122T081457.123Z-{}.eml", id());
        let folder = dir.path().join("outbox/mail");
        assert_eq!(names(&folder), [name.as_str()]);
        assert_eq!(fs::read(folder.join(name)).unwrap(), b"first");
    }

    #[tokio::test]
    async fn many_workers_at_once_leave_one_whole_file() {
        let dir = tempfile::tempdir().unwrap();
        let outbox = Outbox::open(dir.path().to_path_buf(), "eml", QUEUED).unwrap();
        let tasks: Vec<_> = (0..16)
            .map(|_| {
                let outbox = outbox.clone();
                tokio::spawn(async move { outbox.put(id(), QUEUED, vec![b'x'; 100_000]).await })
            })
            .collect();
        for task in tasks {
            assert_eq!(task.await.unwrap(), Handover::accepted());
        }
        let found = names(dir.path());
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(fs::read(dir.path().join(&found[0])).unwrap().len(), 100_000);
    }

    #[tokio::test]
    async fn a_folder_that_is_gone_defers_and_names_only_itself() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("mail");
        let outbox = Outbox::open(folder.clone(), "eml", QUEUED).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        let reason = format!("the folder {} cannot be written: entity not found", folder.display());
        assert_eq!(outbox.put(id(), QUEUED, Vec::new()).await, Handover::Deferred(reason));
    }

    #[test]
    fn a_second_name_left_by_a_killed_process_does_not_harm_the_delivered_file() {
        let dir = tempfile::tempdir().unwrap();
        let (unfinished, path) = (dir.path().join(".tmp-1-0-id"), dir.path().join("letter.eml"));
        fs::write(&path, b"delivered").unwrap();
        fs::hard_link(&path, &unfinished).unwrap();
        write_once(&unfinished, &path, b"again").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"delivered");
        assert_eq!(names(dir.path()), ["letter.eml"]);
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_named_in_the_error() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("file"), b"").unwrap();
        let error = Outbox::open(dir.path().join("file/mail"), "eml", QUEUED).unwrap_err();
        assert!(error.to_string().contains("file/mail"), "{error}");
    }

    #[test]
    fn only_old_unfinished_files_are_cleared_when_the_folder_is_opened() {
        let dir = tempfile::tempdir().unwrap();
        let make = |name: &str, age: Duration| {
            let file = fs::File::create(dir.path().join(name)).unwrap();
            let now = UNIX_EPOCH + Duration::from_millis(u64::try_from(QUEUED).unwrap());
            file.set_modified(now.checked_sub(age).unwrap()).unwrap();
        };
        make(".tmp-1-old", STALE + Duration::from_secs(1));
        make(".tmp-1-young", Duration::from_mins(1));
        make("letter.eml", STALE * 2);
        Outbox::open(dir.path().to_path_buf(), "eml", QUEUED).unwrap();
        let mut left = names(dir.path());
        left.sort();
        assert_eq!(left, [".tmp-1-young", "letter.eml"]);
    }
}
