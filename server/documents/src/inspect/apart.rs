//! Reading in a process of its own: whatever a hostile document does to it, it costs a child that is ended.
//! Not here: the reading (see the parent module), and which program the child is (see `kvitok`).

use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use rustix::process::{Resource, Rlimit, setrlimit};

use super::{InspectError, Inspection, Limits, inspect};

/// What the child may take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence {
    /// Bytes of address space.
    pub memory: u64,
    /// Seconds of processor time.
    pub cpu: u64,
    /// How long its answer is waited for.
    pub patience: Duration,
    /// Bytes of its answer.
    pub answer: u64,
}

impl Default for Fence {
    fn default() -> Self {
        Self { memory: 512 << 20, cpu: 5, patience: Duration::from_secs(8), answer: 4 << 20 }
    }
}

/// Has `command` read a PDF; the command must end in [`serve`]. Blocks for at most [`Fence::patience`].
/// `command` says what environment the child gets; it needs none.
pub fn inspect_apart(command: &mut Command, pdf: &[u8], limits: &Limits, fence: &Fence) -> Result<Inspection, InspectError> {
    if pdf.len() > limits.bytes {
        return Err(InspectError::TooBig);
    }
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut child = child.map_err(|_| InspectError::Unavailable)?;
    let answer = converse(&mut child, pdf, fence);
    // It has answered, or it will not: both calls fail only for a child that is gone.
    let _ = child.kill();
    let _ = child.wait();
    let answer = answer.ok_or(InspectError::TooCostly)?;
    serde_json::from_slice(&answer).unwrap_or(Err(InspectError::TooCostly))
}

/// Writes and reads at once, as the child need not read everything before it answers.
fn converse(child: &mut Child, pdf: &[u8], fence: &Fence) -> Option<Vec<u8>> {
    let (mut stdin, stdout) = (child.stdin.take()?, child.stdout.take()?);
    std::thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        // An error is a child that ended early, which its answer tells.
        scope.spawn(move || stdin.write_all(pdf).ok());
        scope.spawn(move || {
            let mut answer = Vec::new();
            let whole = stdout.take(fence.answer).read_to_end(&mut answer).is_ok();
            sender.send(whole.then_some(answer))
        });
        let answer = receiver.recv_timeout(fence.patience).ok().flatten();
        // Ends the threads that still wait for it.
        let _ = child.kill();
        answer
    })
}

/// The child: takes limits upon itself, reads a PDF from the standard input, answers on the standard output.
/// To be called before anything else is started in the process.
pub fn serve(limits: &Limits, fence: &Fence) -> io::Result<()> {
    confine(fence)?;
    worker(io::stdin().lock(), io::stdout().lock(), limits)
}

/// Reads a PDF from `input` and writes to `output` what was found, as JSON.
pub fn worker(input: impl Read, mut output: impl Write, limits: &Limits) -> io::Result<()> {
    let mut pdf = Vec::new();
    input.take(limits.bytes as u64 + 1).read_to_end(&mut pdf)?;
    serde_json::to_writer(&mut output, &inspect(&pdf, limits))?;
    output.flush()
}

fn confine(fence: &Fence) -> io::Result<()> {
    let limits = [
        (Resource::As, fence.memory),
        (Resource::Cpu, fence.cpu),
        // No files, and no picture of its memory when it dies.
        (Resource::Fsize, 0),
        (Resource::Core, 0),
    ];
    for (resource, limit) in limits {
        setrlimit(resource, Rlimit { current: Some(limit), maximum: Some(limit) })?;
    }
    Ok(())
}
