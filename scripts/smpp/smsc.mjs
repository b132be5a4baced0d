// An SMSC of somebody else's making (npm `smpp`) on this machine: lets `town` with `p@ss` in, asks to slow down once,
// takes messages, sends receipts, and writes what arrived on phones as a line of JSON each.
// Not here: what must arrive (scripts/check-smpp.sh).

import { writeFileSync } from "node:fs";
import smpp from "smpp";

const [portFile] = process.argv.slice(2);
const parts = new Map();
let number = 0;
let hurried = false;

// With a header in the words the peer gives an object: the header and the rest.
function words(pdu) {
    const { udh, message } = pdu.short_message;
    if (!udh) return message;
    const [header] = [].concat(udh);
    const [reference, total, which] = header.subarray(-3);
    const known = parts.get(reference) ?? [];
    known[which - 1] = message;
    parts.set(reference, known);
    return known.filter((part) => part !== undefined).length === total ? known.join("") : undefined;
}

const server = smpp.createServer((session) => {
    session.on("error", () => session.close());
    session.on("bind_transceiver", (pdu) => {
        const known = pdu.system_id === "town" && pdu.password === "p@ss";
        session.send(pdu.response(known ? { system_id: "peer" } : { command_status: smpp.ESME_RINVPASWD }));
    });
    session.on("enquire_link", (pdu) => session.send(pdu.response()));
    session.on("unbind", (pdu) => session.send(pdu.response()));
    session.on("submit_sm", (pdu) => {
        if (!hurried) {
            hurried = true;
            session.send(pdu.response({ command_status: smpp.ESME_RTHROTTLED }));
            return;
        }
        number += 1;
        const id = String(number);
        session.send(pdu.response({ message_id: id }));
        const text = words(pdu);
        if (text !== undefined) {
            console.log(JSON.stringify({ to: pdu.destination_addr, from: pdu.source_addr, coding: pdu.data_coding, text }));
        }
        session.deliver_sm({
            source_addr: pdu.destination_addr,
            destination_addr: pdu.source_addr,
            esm_class: smpp.ESM_CLASS?.MC_DELIVERY_RECEIPT ?? 4,
            short_message: `id:${id} sub:001 dlvrd:001 submit date:2611280300 done date:2611280301 stat:DELIVRD err:000 text:`,
            receipted_message_id: id,
            message_state: 2,
        });
    });
});
server.listen(0, "127.0.0.1", () => writeFileSync(portFile, String(server.address().port)));
