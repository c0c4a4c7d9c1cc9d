<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>candor::AccountingText</name>
    <message>
        <source>%1 from before you agreed</source>
        <extracomment>@info why events were not recorded; %1 is a number</extracomment>
        <translation>%1 aus der Zeit vor Ihrer Zustimmung</translation>
    </message>
    <message>
        <source>%1 for lack of memory</source>
        <extracomment>@info why events were not recorded; %1 is a number</extracomment>
        <translation>%1 aus Mangel an Speicher</translation>
    </message>
    <message>
        <source>%1 more than could be kept</source>
        <extracomment>@info why events were not delivered; %1 is a number</extracomment>
        <translation>%1 mehr, als behalten werden konnten</translation>
    </message>
    <message>
        <source>%1 not in the catalogue</source>
        <extracomment>@info why events were not recorded; %1 is a number</extracomment>
        <translation>%1 nicht im Katalog</translation>
    </message>
    <message>
        <source>%1 no longer collected</source>
        <extracomment>@info why events were not recorded; %1 is a number</extracomment>
        <translation>%1 nicht mehr erfasst</translation>
    </message>
    <message>
        <source>%1 not as declared</source>
        <extracomment>@info why events were not recorded; %1 is a number</extracomment>
        <translation>%1 nicht wie angekündigt</translation>
    </message>
    <message>
        <source>%1 not agreed to</source>
        <extracomment>@info why events were not recorded; %1 is a number</extracomment>
        <translation>%1 ohne Zustimmung</translation>
    </message>
    <message>
        <source>%1 switched off by the catalogue</source>
        <extracomment>@info why events were not recorded; %1 is a number</extracomment>
        <translation>%1 vom Katalog abgeschaltet</translation>
    </message>
    <message>
        <source>%1 not in the sample</source>
        <extracomment>@info why events were not recorded: only a share of them is; %1 is a number</extracomment>
        <translation>%1 nicht in der Stichprobe</translation>
    </message>
    <message>
        <source>%1 more than once a day</source>
        <extracomment>@info why events were not recorded: one a day is enough; %1 is a number</extracomment>
        <translation>%1 mehr als einmal am Tag</translation>
    </message>
    <message>
        <source>%1 summed up in others</source>
        <extracomment>@info why events were not recorded: one stands for several; %1 is a number</extracomment>
        <translation>%1 in anderen zusammengefasst</translation>
    </message>
    <message>
        <source>%1 too old</source>
        <extracomment>@info why events were not delivered; %1 is a number</extracomment>
        <translation>%1 zu alt</translation>
    </message>
    <message>
        <source>%1 tried too often</source>
        <extracomment>@info why events were not delivered; %1 is a number</extracomment>
        <translation>%1 zu oft versucht</translation>
    </message>
    <message>
        <source>%1 rejected by the server</source>
        <extracomment>@info why events were not delivered; %1 is a number</extracomment>
        <translation>%1 vom Server abgelehnt</translation>
    </message>
    <message>
        <source>%1 deleted by you</source>
        <extracomment>@info why events were not delivered; %1 is a number</extracomment>
        <translation>%1 von Ihnen gelöscht</translation>
    </message>
    <message>
        <source>%1 delivered</source>
        <extracomment>@info:status %1 is a number of events</extracomment>
        <translation>%1 zugestellt</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 wartet</translation>
    </message>
    <message>
        <source>%1 kept on this computer</source>
        <translation>%1 auf diesem Computer behalten</translation>
    </message>
    <message>
        <source>%1 being sent</source>
        <extracomment>@info:status %1 is a number of events</extracomment>
        <translation>%1 wird gesendet</translation>
    </message>
    <message>
        <source>%1 not recorded (%2)</source>
        <extracomment>@info:status %1 is a number of events, %2 a list of reasons with numbers</extracomment>
        <translation>%1 nicht erfasst (%2)</translation>
    </message>
    <message>
        <source>%1 not delivered (%2)</source>
        <extracomment>@info:status %1 is a number of events, %2 a list of reasons with numbers</extracomment>
        <translation>%1 nicht zugestellt (%2)</translation>
    </message>
    <message>
        <source>%1 happened: %2</source>
        <extracomment>@info:status %1 is a number of events, %2 what became of them</extracomment>
        <translation>%1 geschehen: %2</translation>
    </message>
    <message>
        <source>telemetry is refused for this run, and what is recorded is not opened</source>
        <extracomment>@info why numbers of events are not known</extracomment>
        <translation>Telemetrie ist für diesen Lauf abgelehnt, und was aufgezeichnet ist, wird nicht geöffnet</translation>
    </message>
    <message>
        <source>not known</source>
        <extracomment>@info in place of a number of events</extracomment>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>not known (%1)</source>
        <extracomment>@info in place of a number of events; %1 says why</extracomment>
        <translation>nicht bekannt (%1)</translation>
    </message>
</context>
<context>
    <name>candor::ActivityController</name>
    <message>
        <source>No event matches the filter.</source>
        <extracomment>@info the filter of the activity list hides everything</extracomment>
        <translation>Kein Ereignis passt zum Filter.</translation>
    </message>
    <message>
        <source>Nothing has been recorded yet. Events appear here as you use the application, before they are sent.</source>
        <extracomment>@info the activity list is empty after a yes</extracomment>
        <translation>Noch wurde nichts aufgezeichnet. Ereignisse erscheinen hier, während Sie die Anwendung benutzen, bevor sie gesendet werden.</translation>
    </message>
    <message>
        <source>You refused usage data, so nothing is recorded and nothing is kept.</source>
        <extracomment>@info the activity list is empty after a no</extracomment>
        <translation>Sie haben Nutzungsdaten abgelehnt. Deshalb wird nichts aufgezeichnet und nichts aufbewahrt.</translation>
    </message>
    <message>
        <source>Nothing is recorded before you agree. After a yes, every event appears here before it is sent.</source>
        <extracomment>@info the activity list is empty before an answer</extracomment>
        <translation>Bevor Sie zustimmen, wird nichts aufgezeichnet. Nach einem Ja erscheint jedes Ereignis hier, bevor es gesendet wird.</translation>
    </message>
    <message>
        <source>Nothing can be sent: no recipient is set up, records stay on this computer.</source>
        <extracomment>@info why Send now is off: no recipient is configured</extracomment>
        <translation>Es kann nichts gesendet werden: Es ist kein Empfänger eingerichtet, die Aufzeichnungen bleiben auf diesem Computer.</translation>
    </message>
    <message>
        <source>Sending to %1…</source>
        <extracomment>@info:status %1 is a host</extracomment>
        <translation>Wird an %1 gesendet …</translation>
    </message>
    <message>
        <source>Nothing was sent since the application was started.</source>
        <extracomment>@info in place of the last request</extracomment>
        <translation>Seit dem Start der Anwendung wurde nichts gesendet.</translation>
    </message>
    <message numerus="yes">
        <source>Headers and body as they left, before compression, with the key masked · %1 bytes</source>
        <extracomment>@info what is shown as the last request; %1 is a number with separators</extracomment>
        <translation>
            <numerusform>Kopfzeilen und Inhalt, wie sie gesendet wurden, vor dem Komprimieren, der Schlüssel unkenntlich · %1 Byte</numerusform>
            <numerusform>Kopfzeilen und Inhalt, wie sie gesendet wurden, vor dem Komprimieren, der Schlüssel unkenntlich · %1 Bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>What was recorded can’t be read at the moment.</source>
        <extracomment>@info the activity list is empty; a message above it says why</extracomment>
        <translation>Was erfasst wurde, kann im Moment nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Nothing has been recorded yet. Events appear here as you use the application; they stay on this computer.</source>
        <extracomment>@info the activity list is empty after a yes; no recipient is set up</extracomment>
        <translation>Bisher wurde nichts erfasst. Ereignisse erscheinen hier, während Sie die Anwendung benutzen; sie bleiben auf diesem Computer.</translation>
    </message>
    <message>
        <source>Nothing is recorded before you agree. After a yes, every event appears here and stays on this computer.</source>
        <extracomment>@info the activity list is empty before an answer; no recipient is set up</extracomment>
        <translation>Bevor Sie zustimmen, wird nichts erfasst. Nach einem Ja erscheint jedes Ereignis hier und bleibt auf diesem Computer.</translation>
    </message>
    <message>
        <source>%1 activity %2</source>
        <extracomment>@info name of a file with exported events; %1 is the application, %2 a date such as 2026-02-03</extracomment>
        <translation>%1 Aktivität %2</translation>
    </message>
    <message>
        <source>%1 was deleted and will not be sent.</source>
        <translation>%1 wurde gelöscht und wird nicht gesendet.</translation>
    </message>
    <message>
        <source>%1 could not be deleted: %2 Try again.</source>
        <translation>%1 konnte nicht gelöscht werden: %2 Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Single events can’t be deleted while usage data is off.</source>
        <translation>Einzelne Ereignisse können nicht gelöscht werden, solange Nutzungsdaten ausgeschaltet sind.</translation>
    </message>
    <message>
        <source>%1 does not wait any more: it is being sent, was sent, or was removed.</source>
        <extracomment>@info:status %1 is an event</extracomment>
        <translation>%1 wartet nicht mehr: Es wird gerade gesendet, wurde gesendet oder wurde entfernt.</translation>
    </message>
</context>
<context>
    <name>candor::ActivityDetail</name>
    <message>
        <source>Choose an event to read exactly what is sent.</source>
        <extracomment>@info in place of the details while no event is chosen</extracomment>
        <translation>Wählen Sie ein Ereignis, um genau zu lesen, was gesendet wird.</translation>
    </message>
    <message>
        <source>Exact bytes</source>
        <extracomment>@action:button switches between the event laid out for reading and its bytes as they are stored and sent</extracomment>
        <translation>Genaue Bytes</translation>
    </message>
    <message>
        <source>Shows the event byte for byte as it is stored and sent, instead of laid out for reading</source>
        <extracomment>@info:whatsthis for screen readers</extracomment>
        <translation>Zeigt das Ereignis Byte für Byte, wie es gespeichert und gesendet wird, statt zum Lesen gegliedert</translation>
    </message>
    <message>
        <source>Copy exact bytes</source>
        <extracomment>@action:button</extracomment>
        <translation>Bytes kopieren</translation>
    </message>
    <message>
        <source>Content of the event</source>
        <extracomment>@info:whatsthis for screen readers, of the text field with the event</extracomment>
        <translation>Inhalt des Ereignisses</translation>
    </message>
    <message>
        <source>Content of the last request</source>
        <extracomment>@info:whatsthis for screen readers, of the text field with the last request</extracomment>
        <translation>Inhalt der letzten Anfrage</translation>
    </message>
    <message>
        <source>Copies what is shown, byte for byte as it is stored and sent</source>
        <extracomment>@info:whatsthis for screen readers</extracomment>
        <translation>Kopiert, was gezeigt wird, Byte für Byte, wie es gespeichert und gesendet wird</translation>
    </message>
    <message>
        <source>Last request</source>
        <extracomment>@action:button switches between the event and the last request that left this computer</extracomment>
        <translation>Letzte Anfrage</translation>
    </message>
    <message>
        <source>Shows headers and body of the last request that was sent, instead of the event</source>
        <extracomment>@info:whatsthis for screen readers</extracomment>
        <translation>Zeigt statt des Ereignisses Kopfzeilen und Inhalt der letzten gesendeten Anfrage</translation>
    </message>
    <message>
        <source>What it means</source>
        <extracomment>@action:button switches between the event and what each of its properties means</extracomment>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>Shows what each property of the event means, from the catalogue</source>
        <extracomment>@info:whatsthis for screen readers</extracomment>
        <translation>Zeigt, was jede Eigenschaft des Ereignisses bedeutet, aus dem Katalog</translation>
    </message>
    <message>
        <source>Delete</source>
        <extracomment>@action:button one event</extracomment>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Deletes this event from this computer, so that it is never sent</source>
        <extracomment>@info:whatsthis for screen readers</extracomment>
        <translation>Löscht dieses Ereignis von diesem Computer, sodass es nie gesendet wird</translation>
    </message>
</context>
<context>
    <name>candor::ActivityExport</name>
    <message>
        <source>The events could not be read, so nothing was exported: %1</source>
        <translation>Die Ereignisse konnten nicht gelesen werden, daher wurde nichts exportiert: %1</translation>
    </message>
    <message>
        <source>The events could not be written to %1: %2. Choose another place and export again.</source>
        <extracomment>@info %1 is a file, %2 says what is wrong</extracomment>
        <translation>Die Ereignisse konnten nicht nach %1 geschrieben werden: %2. Wählen Sie einen anderen Ort und exportieren Sie noch einmal.</translation>
    </message>
    <message>
        <source>Nothing was exported, because usage data is off now.</source>
        <translation>Es wurde nichts exportiert, weil Nutzungsdaten jetzt ausgeschaltet sind.</translation>
    </message>
</context>
<context>
    <name>candor::ActivityFilterBar</name>
    <message>
        <source>All events</source>
        <extracomment>@item:inlistbox events of any name</extracomment>
        <translation>Alle Ereignisse</translation>
    </message>
    <message>
        <source>All days</source>
        <extracomment>@item:inlistbox events of any day</extracomment>
        <translation>Alle Tage</translation>
    </message>
    <message>
        <source>All states</source>
        <extracomment>@item:inlistbox events in any state</extracomment>
        <translation>Alle Zustände</translation>
    </message>
    <message>
        <source>Event</source>
        <extracomment>@info:whatsthis for screen readers, of the list of events&apos; names</extracomment>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Shows only events of this name</source>
        <extracomment>@info:whatsthis for screen readers</extracomment>
        <translation>Zeigt nur Ereignisse mit diesem Namen</translation>
    </message>
    <message>
        <source>State</source>
        <extracomment>@info:whatsthis for screen readers, of the list of states</extracomment>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Shows only events in this state</source>
        <extracomment>@info:whatsthis for screen readers</extracomment>
        <translation>Zeigt nur Ereignisse in diesem Zustand</translation>
    </message>
    <message>
        <source>Day</source>
        <extracomment>@info:whatsthis for screen readers, of the list of days</extracomment>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Shows only events of this day</source>
        <extracomment>@info:whatsthis for screen readers</extracomment>
        <translation>Zeigt nur Ereignisse dieses Tages</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <extracomment>@action:button shows all events again</extracomment>
        <translation>Filter aufheben</translation>
    </message>
</context>
<context>
    <name>candor::ActivityFilterController</name>
    <message>
        <source>Today</source>
        <extracomment>@item:inlistbox events of this day</extracomment>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <extracomment>@item:inlistbox events of the day before this one</extracomment>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>dddd, d MMMM</source>
        <extracomment>@item:inlistbox events of a day: as QLocale::toString() takes it, name of the day, day, month</extracomment>
        <translation>dddd, d. MMMM</translation>
    </message>
</context>
<context>
    <name>candor::ActivityModel</name>
    <message>
        <source>Kept</source>
        <extracomment>@info:status of an event: it stays on this computer</extracomment>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>@item:intable a day without its year, as QLocale::toString() takes it, in front of the time</extracomment>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>Time</source>
        <extracomment>@title:column when an event happened</extracomment>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Event</source>
        <extracomment>@title:column the name of an event</extracomment>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>State</source>
        <extracomment>@title:column whether an event was sent</extracomment>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Waiting</source>
        <extracomment>@info:status of an event: not sent yet</extracomment>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Sending</source>
        <extracomment>@info:status of an event: on its way</extracomment>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>Delivered</source>
        <extracomment>@info:status of an event: the server has it</extracomment>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Rejected</source>
        <extracomment>@info:status of an event: the server did not want it</extracomment>
        <translation>Zurückgewiesen</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <extracomment>@info:status of an event: it happened, and is not kept</extracomment>
        <translation>Nicht erfasst</translation>
    </message>
    <message>
        <source>not in the catalogue</source>
        <extracomment>@info in place of the name of an event that no catalogue declares; what was given as its name is not kept</extracomment>
        <translation>nicht im Katalog</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <extracomment>@info %1 is an event, %2 how often it happened</extracomment>
        <translation>%1 × %2</translation>
    </message>
</context>
<context>
    <name>candor::ActivityPage</name>
    <message>
        <source>Activity</source>
        <extracomment>@title:window name of a page</extracomment>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Filter events</source>
        <extracomment>@info:placeholder</extracomment>
        <translation>Ereignisse filtern</translation>
    </message>
    <message>
        <source>Send now</source>
        <extracomment>@action:button sends what waits</extracomment>
        <translation>Jetzt senden</translation>
    </message>
    <message>
        <source>Sends the waiting events at once instead of later</source>
        <extracomment>@info:whatsthis for screen readers</extracomment>
        <translation>Sendet die wartenden Ereignisse sofort statt später</translation>
    </message>
    <message>
        <source>Events</source>
        <extracomment>@info:whatsthis for screen readers, of the table</extracomment>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Everything that waits, and what was sent or rejected in the last 7 days, exactly as sent.</source>
        <extracomment>@info description of the page Activity</extracomment>
        <translation>Alles, was wartet, und was in den letzten 7 Tagen gesendet oder zurückgewiesen wurde, genau wie gesendet.</translation>
    </message>
    <message>
        <source>Export events</source>
        <extracomment>@title:window where to write a file with events</extracomment>
        <translation>Ereignisse exportieren</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl)</source>
        <extracomment>@item:inlistbox kinds of files; the brackets hold patterns for names</extracomment>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message numerus="yes">
        <source>%1 events were exported to %2.</source>
        <extracomment>@info:status %1 is a number with separators, %2 a file</extracomment>
        <translation>
            <numerusform>%1 Ereignis wurde nach %2 exportiert.</numerusform>
            <numerusform>%1 Ereignisse wurden nach %2 exportiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel export</source>
        <extracomment>@action:button writes the events that are shown to a file</extracomment>
        <translation>Export abbrechen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Writes the events that the filter shows to a file, one line each</source>
        <extracomment>@info:whatsthis for screen readers</extracomment>
        <translation>Schreibt die Ereignisse, die der Filter zeigt, in eine Datei, jedes in eine Zeile</translation>
    </message>
    <message>
        <source>events waiting sent delivered rejected records history exact bytes send now export delete privacy telemetry data</source>
        <extracomment>@info words that the search finds this page by; separated by spaces</extracomment>
        <translation>Ereignisse wartend gesendet zugestellt zurückgewiesen Aufzeichnungen Verlauf genaue Bytes jetzt senden exportieren löschen Datenschutz Telemetrie Daten</translation>
    </message>
    <message>
        <source>Shows only events whose name or content contains what you type</source>
        <extracomment>@info:whatsthis for screen readers</extracomment>
        <translation>Zeigt nur Ereignisse, deren Name oder Inhalt den eingegebenen Text enthält</translation>
    </message>
</context>
<context>
    <name>candor::ActivityText</name>
    <message>
        <source>not sent yet</source>
        <extracomment>@info what became of an event</extracomment>
        <translation>noch nicht gesendet</translation>
    </message>
    <message>
        <source>being sent</source>
        <extracomment>@info what became of an event</extracomment>
        <translation>wird gerade gesendet</translation>
    </message>
    <message>
        <source>delivered %1</source>
        <extracomment>@info what became of an event; %1 is date and time</extracomment>
        <translation>zugestellt %1</translation>
    </message>
    <message>
        <source>rejected by the server %1</source>
        <extracomment>@info what became of an event; %1 is date and time</extracomment>
        <translation>vom Server zurückgewiesen %1</translation>
    </message>
    <message>
        <source>rejected by the server %1: %2</source>
        <extracomment>@info what became of an event; %1 is date and time, %2 the server&apos;s reason</extracomment>
        <translation>vom Server zurückgewiesen %1: %2</translation>
    </message>
    <message>
        <source>happened %1, not recorded</source>
        <extracomment>@info what became of an event: it happened, and is not kept; %1 is date and time</extracomment>
        <translation>geschehen %1, nicht erfasst</translation>
    </message>
    <message>
        <source>happened about %1, not recorded (%2 times)</source>
        <extracomment>@info what became of an event: it happened so often, and is not kept; %1 is date and time, %2 a number</extracomment>
        <translation>geschehen um %1, nicht erfasst (%2-mal)</translation>
    </message>
    <message numerus="yes">
        <source>%1 bytes</source>
        <extracomment>@info size of an event</extracomment>
        <translation>
            <numerusform>%1 Byte</numerusform>
            <numerusform>%1 Bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>recorded %1</source>
        <extracomment>@info when an event happened; %1 is date and time</extracomment>
        <translation>erfasst %1</translation>
    </message>
    <message>
        <source>attempts: %1</source>
        <extracomment>@info how often sending an event was tried; %1 is a number</extracomment>
        <translation>Versuche: %1</translation>
    </message>
    <message>
        <source>The catalogue of this version does not describe this event.</source>
        <extracomment>@info in place of what an event&apos;s properties mean</extracomment>
        <translation>Der Katalog dieser Version beschreibt dieses Ereignis nicht.</translation>
    </message>
    <message>
        <source>%1 = %2
    %3</source>
        <extracomment>@info one property of an event: %1 its name, %2 its value, %3 what it means</extracomment>
        <translation>%1 = %2
    %3</translation>
    </message>
    <message>
        <source>The recipient’s format adds to every event: %1</source>
        <extracomment>@info properties that the catalogue does not describe, since every event has them; %1 is a list of names</extracomment>
        <translation>Das Format des Empfängers fügt jedem Ereignis hinzu: %1</translation>
    </message>
    <message>
        <source>The catalogue of this version does not describe: %1</source>
        <extracomment>@info properties that were recorded by a version with another catalogue; %1 is a list of names</extracomment>
        <translation>Der Katalog dieser Version beschreibt nicht: %1</translation>
    </message>
</context>
<context>
    <name>candor::AnonymousId</name>
    <message>
        <source>%1 did not hold a valid identifier and has been replaced. What stood in it is now in %2.</source>
        <extracomment>@info %1 and %2 are files</extracomment>
        <translation>%1 enthielt keine gültige ID und wurde ersetzt. Was darin stand, steht jetzt in %2.</translation>
    </message>
    <message>
        <source>%1 does not hold a valid identifier and can&apos;t be replaced: %2.</source>
        <extracomment>@info %1 is a file, %2 what the operating system says</extracomment>
        <translation>%1 enthält keine gültige ID und kann nicht ersetzt werden: %2.</translation>
    </message>
    <message>
        <source>There is no home folder, so the identifier can&apos;t be kept. Set HOME to your folder.</source>
        <extracomment>@info</extracomment>
        <translation>Es gibt keinen Benutzerordner, deshalb kann die ID nicht aufbewahrt werden. Setzen Sie HOME auf Ihren Ordner.</translation>
    </message>
    <message>
        <source>%1 keeps changing, so the identifier can&apos;t be kept.</source>
        <extracomment>@info %1 is a file</extracomment>
        <translation>%1 ändert sich ständig, deshalb kann die ID nicht aufbewahrt werden.</translation>
    </message>
    <message>
        <source>Red Hat’s extensions for Visual Studio Code</source>
        <extracomment>@info in a list of tools</extracomment>
        <translation>Red Hats Erweiterungen für Visual Studio Code</translation>
    </message>
    <message>
        <source>Red Hat’s plug-ins for IntelliJ IDEA</source>
        <extracomment>@info in a list of tools</extracomment>
        <translation>Red Hats Plug-ins für IntelliJ IDEA</translation>
    </message>
    <message>
        <source>Quarkus (its build analytics)</source>
        <extracomment>@info in a list of tools</extracomment>
        <translation>Quarkus (Auswertung der Builds)</translation>
    </message>
</context>
<context>
    <name>candor::AppearancePage</name>
    <message>
        <source>Appearance</source>
        <extracomment>@title:window name of a page</extracomment>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>dark light system mode colours translation</source>
        <extracomment>@info words that the search finds this page by, beside those on the page; separated by spaces</extracomment>
        <translation>dunkel hell System Modus Farben Übersetzung</translation>
    </message>
    <message>
        <source>How Candor looks on this account. Changes apply at once.</source>
        <extracomment>@info description of the page Appearance</extracomment>
        <translation>Wie Candor in diesem Benutzerkonto aussieht. Änderungen gelten sofort.</translation>
    </message>
    <message>
        <source>Theme</source>
        <extracomment>@label</extracomment>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>System follows your desktop.</source>
        <extracomment>@info description of the theme</extracomment>
        <translation>System folgt Ihrem Desktop.</translation>
    </message>
    <message>
        <source>System</source>
        <extracomment>@option:radio theme: as the desktop has it
----------
@item:inlistbox language: as the system has it</extracomment>
        <translation>System</translation>
    </message>
    <message>
        <source>Light</source>
        <extracomment>@option:radio theme</extracomment>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <extracomment>@option:radio theme</extracomment>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Theme: %1</source>
        <extracomment>@info:whatsthis for screen readers; %1 is System, Light or Dark</extracomment>
        <translation>Farbschema: %1</translation>
    </message>
    <message>
        <source>Language</source>
        <extracomment>@label</extracomment>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Of windows and messages, and of the notice you are asked with.</source>
        <extracomment>@info description of the language</extracomment>
        <translation>Der Fenster und Meldungen und des Hinweises, mit dem Sie gefragt werden.</translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <extracomment>@action:button sets theme and language to their defaults</extracomment>
        <translation>Standard wiederherstellen</translation>
    </message>
    <message>
        <source>Sets theme and language back to those of the system</source>
        <extracomment>@info:whatsthis for screen readers, of the button</extracomment>
        <translation>Setzt Farbschema und Sprache auf die des Systems zurück</translation>
    </message>
</context>
<context>
    <name>candor::Attempt</name>
    <message>
        <source>it does not understand what was sent</source>
        <extracomment>@info what the server&apos;s answer to an upload means</extracomment>
        <translation>er versteht nicht, was gesendet wurde</translation>
    </message>
    <message>
        <source>it does not accept the key</source>
        <extracomment>@info what the server&apos;s answer to an upload means</extracomment>
        <translation>er nimmt den Schlüssel nicht an</translation>
    </message>
    <message>
        <source>the recipient&apos;s plan does not allow it</source>
        <extracomment>@info what the server&apos;s answer to an upload means</extracomment>
        <translation>der Vertrag des Empfängers erlaubt es nicht</translation>
    </message>
    <message>
        <source>it does not allow sending with this key</source>
        <extracomment>@info what the server&apos;s answer to an upload means</extracomment>
        <translation>mit diesem Schlüssel erlaubt er das Senden nicht</translation>
    </message>
    <message>
        <source>there is no receiver at this address</source>
        <extracomment>@info what the server&apos;s answer to an upload means</extracomment>
        <translation>unter dieser Adresse gibt es keinen Empfänger</translation>
    </message>
    <message>
        <source>what is at this address is not a receiver</source>
        <extracomment>@info what the server&apos;s answer to an upload means</extracomment>
        <translation>was unter dieser Adresse antwortet, ist kein Empfänger</translation>
    </message>
    <message>
        <source>it took too long to get there</source>
        <extracomment>@info what the server&apos;s answer to an upload means</extracomment>
        <translation>es hat zu lange gedauert, dort anzukommen</translation>
    </message>
    <message>
        <source>it was too much at once</source>
        <extracomment>@info what the server&apos;s answer to an upload means</extracomment>
        <translation>es war zu viel auf einmal</translation>
    </message>
    <message>
        <source>it is asked too often</source>
        <extracomment>@info what the server&apos;s answer to an upload means</extracomment>
        <translation>er wird zu oft gefragt</translation>
    </message>
    <message>
        <source>it may not accept this for legal reasons</source>
        <extracomment>@info what the server&apos;s answer to an upload means</extracomment>
        <translation>aus rechtlichen Gründen darf er das nicht annehmen</translation>
    </message>
    <message>
        <source>it points to another address, which is not followed</source>
        <extracomment>@info what the server&apos;s answer to an upload means</extracomment>
        <translation>er verweist auf eine andere Adresse, der nicht gefolgt wird</translation>
    </message>
    <message>
        <source>it has a problem of its own</source>
        <extracomment>@info what the server&apos;s answer to an upload means</extracomment>
        <translation>er hat selbst ein Problem</translation>
    </message>
    <message>
        <source>it does not accept what was sent</source>
        <extracomment>@info what the server&apos;s answer to an upload means</extracomment>
        <translation>er nimmt nicht an, was gesendet wurde</translation>
    </message>
    <message>
        <source>the server answered %1: %2</source>
        <extracomment>@info the result of an upload; %1 is a number such as 503, %2 what it means</extracomment>
        <translation>der Server hat mit %1 geantwortet: %2</translation>
    </message>
    <message>
        <source>delivered 1 event</source>
        <extracomment>@info the result of the last upload</extracomment>
        <translation>1 Ereignis zugestellt</translation>
    </message>
    <message>
        <source>delivered %1 events</source>
        <extracomment>@info the result of the last upload; %1 is a number</extracomment>
        <translation>%1 Ereignisse zugestellt</translation>
    </message>
    <message>
        <source>this is not how the recipient answers; perhaps this network wants you to log in first</source>
        <extracomment>@info what the server&apos;s answer to an upload means</extracomment>
        <translation>so antwortet der Empfänger nicht; vielleicht verlangt dieses Netz zuerst eine Anmeldung</translation>
    </message>
    <message>
        <source>the recipient&apos;s account has used up its quota of events</source>
        <extracomment>@info why nothing is sent</extracomment>
        <translation>das Konto des Empfängers hat sein Kontingent an Ereignissen aufgebraucht</translation>
    </message>
    <message>
        <source>the server rejected several events in a row (%1), as if it wanted none</source>
        <extracomment>@info why nothing is sent; %1 is a number such as 400</extracomment>
        <translation>der Server hat mehrere Ereignisse nacheinander zurückgewiesen (%1), als wollte er keine</translation>
    </message>
    <message>
        <source>no complete answer came within %1 s</source>
        <extracomment>@info why an upload failed; %1 is a number of seconds</extracomment>
        <translation>binnen %1 s kam keine vollständige Antwort</translation>
    </message>
    <message>
        <source>the server does not accept connections</source>
        <extracomment>@info why an upload failed</extracomment>
        <translation>der Server nimmt keine Verbindungen an</translation>
    </message>
    <message>
        <source>the server closed the connection</source>
        <extracomment>@info why an upload failed</extracomment>
        <translation>der Server hat die Verbindung geschlossen</translation>
    </message>
    <message>
        <source>no trustworthy encrypted connection can be made</source>
        <extracomment>@info why an upload failed</extracomment>
        <translation>es lässt sich keine vertrauenswürdige verschlüsselte Verbindung herstellen</translation>
    </message>
    <message>
        <source>what answers at this address is not a web server</source>
        <extracomment>@info why an upload failed</extracomment>
        <translation>was unter dieser Adresse antwortet, ist kein Webserver</translation>
    </message>
    <message>
        <source>the proxy can&apos;t be reached</source>
        <extracomment>@info why an upload failed</extracomment>
        <translation>der Proxy ist nicht erreichbar</translation>
    </message>
    <message>
        <source>the proxy wants a name and a password</source>
        <extracomment>@info why an upload failed</extracomment>
        <translation>der Proxy verlangt Namen und Passwort</translation>
    </message>
    <message>
        <source>the system has no thread left</source>
        <extracomment>@info why nothing could be sent</extracomment>
        <translation>dem System sind die Threads ausgegangen</translation>
    </message>
    <message>
        <source>the server&apos;s name can&apos;t be found</source>
        <extracomment>@info why an upload failed</extracomment>
        <translation>der Name des Servers ist nicht zu finden</translation>
    </message>
    <message>
        <source>the connection to the server broke off</source>
        <extracomment>@info why an upload failed</extracomment>
        <translation>die Verbindung zum Server ist abgebrochen</translation>
    </message>
    <message>
        <source>the server does not answer</source>
        <extracomment>@info why an upload failed</extracomment>
        <translation>der Server antwortet nicht</translation>
    </message>
    <message>
        <source>the server can&apos;t be reached</source>
        <extracomment>@info why an upload failed</extracomment>
        <translation>der Server ist nicht erreichbar</translation>
    </message>
</context>
<context>
    <name>candor::CollectedEvent</name>
    <message>
        <source>A number, decimals kept: %1.</source>
        <extracomment>@info what a property may hold; %1 is how many digits behind the point are kept</extracomment>
        <translation>Eine Zahl, erhaltene Nachkommastellen: %1.</translation>
    </message>
    <message>
        <source>Errors</source>
        <extracomment>@item:intable name of a category</extracomment>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Usage</source>
        <extracomment>@item:intable name of a category</extracomment>
        <translation>Nutzung</translation>
    </message>
    <message>
        <source>every event</source>
        <extracomment>@item:intable the row of what goes along with each event</extracomment>
        <translation>jedes Ereignis</translation>
    </message>
    <message>
        <source>To tell versions apart</source>
        <extracomment>@item:intable why each event carries its properties</extracomment>
        <translation>Um Versionen zu unterscheiden</translation>
    </message>
    <message>
        <source>One of: %1.</source>
        <extracomment>@info what a property may hold: %1 is a list of words</extracomment>
        <translation>Eines von: %1.</translation>
    </message>
    <message>
        <source>One of: %1; anything else leaves as “%2”.</source>
        <extracomment>@info what a property may hold: %1 is a list of words, %2 one of them</extracomment>
        <translation>Eines von: %1; alles andere geht als „%2“ hinaus.</translation>
    </message>
    <message>
        <source>Yes or no.</source>
        <extracomment>@info what a property may hold</extracomment>
        <translation>Ja oder nein.</translation>
    </message>
    <message>
        <source>A whole number.</source>
        <extracomment>@info what a property may hold</extracomment>
        <translation>Eine ganze Zahl.</translation>
    </message>
    <message>
        <source>A duration in milliseconds.</source>
        <extracomment>@info what a property may hold</extracomment>
        <translation>Eine Dauer in Millisekunden.</translation>
    </message>
    <message>
        <source>A version number.</source>
        <extracomment>@info what a property may hold</extracomment>
        <translation>Eine Versionsnummer.</translation>
    </message>
    <message>
        <source>A technical word of at most 64 characters.</source>
        <extracomment>@info what a property may hold</extracomment>
        <translation>Ein technisches Wort mit höchstens 64 Zeichen.</translation>
    </message>
    <message>
        <source>Two letters for a region.</source>
        <extracomment>@info what a property may hold</extracomment>
        <translation>Zwei Buchstaben für eine Region.</translation>
    </message>
    <message>
        <source>Leaves as a keyed hash: the text itself stays on this computer.</source>
        <extracomment>@info what a property may hold; a keyed hash can only be made again on the same computer</extracomment>
        <translation>Geht als Hash mit Schlüssel hinaus: Der Text selbst bleibt auf diesem Computer.</translation>
    </message>
    <message>
        <source>Error text, with personal data removed automatically.</source>
        <extracomment>@info what a property may hold</extracomment>
        <translation>Fehlertext, aus dem persönliche Daten automatisch entfernt werden.</translation>
    </message>
    <message>
        <source>Not recorded at present.</source>
        <extracomment>@info what of an event is recorded</extracomment>
        <translation>Wird zurzeit nicht erfasst.</translation>
    </message>
    <message>
        <source>Recorded on %1 % of all computers only.</source>
        <extracomment>@info what of an event is recorded; %1 is a number, such as 12.5</extracomment>
        <translation>Wird nur auf %1 % aller Computer erfasst.</translation>
    </message>
    <message>
        <source>Recorded once a day at most.</source>
        <extracomment>@info what of an event is recorded</extracomment>
        <translation>Wird höchstens einmal am Tag erfasst.</translation>
    </message>
    <message>
        <source>What happens in the same %1 seconds is summed up in one event.</source>
        <extracomment>@info what of an event is recorded; %1 is a number, such as 0.5</extracomment>
        <translation>Was in denselben %1 Sekunden geschieht, wird in einem Ereignis zusammengefasst.</translation>
    </message>
</context>
<context>
    <name>candor::CollectedTable</name>
    <message>
        <source>Event</source>
        <extracomment>@title:column of what is collected</extracomment>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Wozu</translation>
    </message>
    <message>
        <source>Properties</source>
        <extracomment>@title:column of what is collected</extracomment>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>none</source>
        <extracomment>@item:intable an event without properties</extracomment>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 (%2): %3 Properties: %4</source>
        <translation>%1 (%2): %3 Eigenschaften: %4</translation>
    </message>
    <message>
        <source>%1: %2 Properties: %3</source>
        <extracomment>@info:whatsthis read aloud: %1 an event, %2 a category, %3 why, %4 the properties</extracomment>
        <translation>%1: %2 Eigenschaften: %3</translation>
    </message>
    <message>
        <source>%1: %2 %3</source>
        <extracomment>@info %1 is the name of a property, %2 what it means, %3 what it may hold; two sentences</extracomment>
        <translation>%1: %2 %3</translation>
    </message>
</context>
<context>
    <name>candor::CommandLine</name>
    <message>
        <source>a number, decimals kept: %1</source>
        <extracomment>@info:shell type of a value; %1 is how many digits behind the point are kept</extracomment>
        <translation>eine Zahl, erhaltene Nachkommastellen: %1</translation>
    </message>
    <message>
        <source>can&apos;t be read, and may refuse (%1)</source>
        <extracomment>@info:shell one of the rules that can refuse telemetry; %1 is a file</extracomment>
        <translation>ist nicht lesbar und könnte ablehnen (%1)</translation>
    </message>
    <message>
        <source>Nothing is recorded or sent. What was recorded before waits until the file can be read, for seven days.</source>
        <extracomment>@info:shell what telemetry does now</extracomment>
        <translation>Es wird nichts aufgezeichnet oder gesendet. Was vorher aufgezeichnet wurde, wartet sieben Tage lang darauf, dass die Datei lesbar wird.</translation>
    </message>
    <message>
        <source>A no elsewhere</source>
        <extracomment>@label:shell that a no given elsewhere is not noticed at once, and why</extracomment>
        <translation>Ein Nein anderswo</translation>
    </message>
    <message>
        <source>candor: %1 needs a value
</source>
        <extracomment>@info:shell %1 is an option</extracomment>
        <translation>candor: %1 braucht einen Wert
</translation>
    </message>
    <message>
        <source>candor: unknown option %1
</source>
        <extracomment>@info:shell %1 is what was typed</extracomment>
        <translation>candor: unbekannte Option %1
</translation>
    </message>
    <message>
        <source>candor: unknown command %1
</source>
        <extracomment>@info:shell %1 is what was typed</extracomment>
        <translation>candor: unbekannter Befehl %1
</translation>
    </message>
    <message>
        <source>Did you mean %1?
</source>
        <extracomment>@info:shell %1 is a command or an option</extracomment>
        <translation>Meinten Sie %1?
</translation>
    </message>
    <message>
        <source>See candor --help.
</source>
        <extracomment>@info:shell</extracomment>
        <translation>Siehe candor --help.
</translation>
    </message>
    <message>
        <source>The time is up; what still waits is sent later.</source>
        <translation>Die Zeit ist um; was noch wartet, wird später gesendet.</translation>
    </message>
    <message>
        <source>Usage data of %1 (notice %2)
</source>
        <extracomment>@title:shell %1 is the application, %2 a number</extracomment>
        <translation>Nutzungsdaten von %1 (Hinweis %2)
</translation>
    </message>
    <message>
        <source>Privacy statement: %1
</source>
        <extracomment>@info:shell %1 is an address</extracomment>
        <translation>Datenschutzerklärung: %1
</translation>
    </message>
    <message>
        <source>Telemetry is on.</source>
        <extracomment>@info:shell</extracomment>
        <translation>Telemetrie ist eingeschaltet.</translation>
    </message>
    <message>
        <source>Telemetry is off.</source>
        <extracomment>@info:shell</extracomment>
        <translation>Telemetrie ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>Collected</source>
        <extracomment>@label:shell what is collected</extracomment>
        <translation>Erfasst</translation>
    </message>
    <message>
        <source>Answered</source>
        <extracomment>@label:shell when the person answered</extracomment>
        <translation>Geantwortet</translation>
    </message>
    <message>
        <source>Waiting</source>
        <extracomment>@label:shell how many events wait</extracomment>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Kept</source>
        <extracomment>@label:shell how many events stay on this computer: nothing is ever sent</extracomment>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Delivered</source>
        <extracomment>@label:shell how many events were delivered</extracomment>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Dropped</source>
        <extracomment>@label:shell how many events were not sent, by reason</extracomment>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>Last attempt</source>
        <extracomment>@label:shell what came of the last attempt to send</extracomment>
        <translation>Letzter Versuch</translation>
    </message>
    <message>
        <source>Paused</source>
        <extracomment>@label:shell why nothing is sent at present</extracomment>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Recipient</source>
        <extracomment>@label:shell who receives the events</extracomment>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>this computer (no recipient is set up)</source>
        <extracomment>@info:shell in place of a recipient</extracomment>
        <translation>dieser Computer (es ist kein Empfänger eingerichtet)</translation>
    </message>
    <message>
        <source>Switch</source>
        <extracomment>@label:shell a file</extracomment>
        <translation>Schalter</translation>
    </message>
    <message>
        <source>Answer</source>
        <extracomment>@label:shell a file</extracomment>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>ID</source>
        <extracomment>@label:shell the identifier: what it is, or the file that it stands in</extracomment>
        <translation>ID</translation>
    </message>
    <message>
        <source>Events</source>
        <extracomment>@label:shell a folder</extracomment>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>To turn it on: candor telemetry enable (it shows the notice first)
</source>
        <extracomment>@info:shell</extracomment>
        <translation>Einschalten: candor telemetry enable (zeigt zuerst den Hinweis)
</translation>
    </message>
    <message>
        <source>candor: --only takes usage or errors, not %1
</source>
        <extracomment>@info:shell %1 is what was typed; usage and errors stay as they are</extracomment>
        <translation>candor: --only nimmt usage oder errors, nicht %1
</translation>
    </message>
    <message>
        <source>candor: settings.json could not be read and was begun anew; what it held is in %1
</source>
        <extracomment>@info:shell %1 is a file</extracomment>
        <translation>candor: settings.json war nicht lesbar und wurde neu begonnen; was darin stand, steht in %1
</translation>
    </message>
    <message>
        <source>Telemetry is on. To turn it off: candor telemetry disable
</source>
        <extracomment>@info:shell</extracomment>
        <translation>Telemetrie ist eingeschaltet. Ausschalten: candor telemetry disable
</translation>
    </message>
    <message>
        <source>candor: --timeout takes a number of seconds from 1 to 3600
</source>
        <extracomment>@info:shell</extracomment>
        <translation>candor: --timeout nimmt eine Zahl von Sekunden von 1 bis 3600
</translation>
    </message>
    <message>
        <source>No recipient is set up: records stay on this computer.</source>
        <extracomment>@info:shell</extracomment>
        <translation>Es ist kein Empfänger eingerichtet: Die Aufzeichnungen bleiben auf diesem Computer.</translation>
    </message>
    <message>
        <source>Delivered: %1. Waiting: %2.
</source>
        <extracomment>@info:shell</extracomment>
        <translation>Zugestellt: %1. Wartend: %2.
</translation>
    </message>
    <message>
        <source>See candor telemetry --help.
</source>
        <extracomment>@info:shell</extracomment>
        <translation>Siehe candor telemetry --help.
</translation>
    </message>
    <message>
        <source>unknown command %1</source>
        <extracomment>@info:shell %1 is what was typed</extracomment>
        <translation>unbekannter Befehl %1</translation>
    </message>
    <message>
        <source>%1 takes no argument, but got %2</source>
        <extracomment>@info:shell %1 is a command, %2 is what was typed</extracomment>
        <translation>%1 nimmt kein Argument, bekam aber %2</translation>
    </message>
    <message>
        <source>loses what was recorded in the milliseconds before it (%1)</source>
        <extracomment>@label:shell what a crash of the program costs; %1 is the reason</extracomment>
        <translation>verliert, was in den Millisekunden davor aufgezeichnet wurde (%1)</translation>
    </message>
    <message>
        <source>A crash</source>
        <extracomment>@label:shell the program ends by itself</extracomment>
        <translation>Ein Absturz</translation>
    </message>
    <message>
        <source>does not refuse</source>
        <extracomment>@info:shell one of the rules that can refuse telemetry, and does not</extracomment>
        <translation>lehnt nicht ab</translation>
    </message>
    <message>
        <source>refuses</source>
        <extracomment>@info:shell one of the rules that can refuse telemetry, and does</extracomment>
        <translation>lehnt ab</translation>
    </message>
    <message>
        <source>refuses (%1)</source>
        <extracomment>@info:shell one of the rules that can refuse telemetry, and does; %1 is a file or a variable</extracomment>
        <translation>lehnt ab (%1)</translation>
    </message>
    <message>
        <source>when asked</source>
        <extracomment>@info:shell where an answer was given</extracomment>
        <translation>auf die Frage hin</translation>
    </message>
    <message>
        <source>in the settings</source>
        <extracomment>@info:shell where an answer was given</extracomment>
        <translation>in den Einstellungen</translation>
    </message>
    <message>
        <source>in a terminal</source>
        <extracomment>@info:shell where an answer was given</extracomment>
        <translation>in einem Terminal</translation>
    </message>
    <message>
        <source>in settings.json</source>
        <extracomment>@info:shell where an answer was given</extracomment>
        <translation>in settings.json</translation>
    </message>
    <message>
        <source>Answered %1, %2, to version %3 of the notice.</source>
        <extracomment>@info:shell an answer; %1 is date and time, %2 where it was given, %3 a number</extracomment>
        <translation>Geantwortet %1, %2, auf Version %3 des Hinweises.</translation>
    </message>
    <message>
        <source>Events are recorded in %1 and stay there: no recipient is set up.</source>
        <extracomment>@info:shell what telemetry does now; %1 is a folder</extracomment>
        <translation>Ereignisse werden in %1 erfasst und bleiben dort: Es ist kein Empfänger eingerichtet.</translation>
    </message>
    <message>
        <source>Events are recorded in %1 and sent to %2.</source>
        <extracomment>@info:shell what telemetry does now; %1 is a folder, %2 a host</extracomment>
        <translation>Ereignisse werden in %1 erfasst und an %2 gesendet.</translation>
    </message>
    <message>
        <source>Nothing is recorded or sent. What was recorded before is being erased.</source>
        <extracomment>@info:shell what telemetry does now</extracomment>
        <translation>Nichts wird erfasst oder gesendet. Was vorher erfasst wurde, wird gelöscht.</translation>
    </message>
    <message>
        <source>Nothing is recorded or sent. What was recorded under an earlier yes waits for an answer, for seven days.</source>
        <extracomment>@info:shell what telemetry does now</extracomment>
        <translation>Nichts wird erfasst oder gesendet. Was unter einer früheren Zustimmung erfasst wurde, wartet sieben Tage lang auf eine Antwort.</translation>
    </message>
    <message>
        <source>Nothing is recorded or sent by this program. What others have recorded is left alone.</source>
        <extracomment>@info:shell what telemetry does now</extracomment>
        <translation>Dieses Programm erfasst und sendet nichts. Was andere erfasst haben, bleibt unberührt.</translation>
    </message>
    <message>
        <source>Nothing is recorded or sent.</source>
        <extracomment>@info:shell what telemetry does now</extracomment>
        <translation>Nichts wird erfasst oder gesendet.</translation>
    </message>
    <message>
        <source>Who can decide; the first that refuses wins:</source>
        <extracomment>@info:shell a list follows</extracomment>
        <translation>Wer entscheiden kann; wer zuerst ablehnt, entscheidet:</translation>
    </message>
    <message>
        <source>The administrator refuses the category %1.</source>
        <extracomment>@info:shell %1 is usage or errors</extracomment>
        <translation>Die Verwaltung des Computers lehnt die Kategorie %1 ab.</translation>
    </message>
    <message>
        <source>To refuse, and to erase what was recorded: candor telemetry disable
</source>
        <extracomment>@info:shell</extracomment>
        <translation>Zum Ablehnen und Löschen des Erfassten: candor telemetry disable
</translation>
    </message>
    <message>
        <source>What may be collected, and why:  candor telemetry catalogue
What was recorded and sent:      candor telemetry show
</source>
        <extracomment>@info:shell</extracomment>
        <translation>Was erfasst werden darf und warum:  candor telemetry catalogue
Was erfasst und gesendet wurde:     candor telemetry show
</translation>
    </message>
    <message>
        <source>waiting</source>
        <extracomment>@info:shell state of an event</extracomment>
        <translation>wartet</translation>
    </message>
    <message>
        <source>kept</source>
        <extracomment>@info:shell state of an event: it stays on this computer</extracomment>
        <translation>behalten</translation>
    </message>
    <message>
        <source>sending</source>
        <extracomment>@info:shell state of an event</extracomment>
        <translation>unterwegs</translation>
    </message>
    <message>
        <source>delivered</source>
        <extracomment>@info:shell state of an event</extracomment>
        <translation>zugestellt</translation>
    </message>
    <message>
        <source>rejected</source>
        <extracomment>@info:shell state of an event: the server did not want it</extracomment>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>not recorded</source>
        <extracomment>@info:shell state of an event: it happened, and is not kept</extracomment>
        <translation>nicht erfasst</translation>
    </message>
    <message>
        <source>(an event that is not in the catalogue)</source>
        <extracomment>@info:shell in place of the name of an event</extracomment>
        <translation>(ein Ereignis, das nicht im Katalog steht)</translation>
    </message>
    <message>
        <source>candor: --last takes a number, 0 for all
</source>
        <extracomment>@info:shell</extracomment>
        <translation>candor: --last erwartet eine Zahl, 0 für alle
</translation>
    </message>
    <message>
        <source>Nothing has been recorded yet.
</source>
        <extracomment>@info:shell</extracomment>
        <translation>Es wurde noch nichts erfasst.
</translation>
    </message>
    <message>
        <source>Nothing is recorded. %1
</source>
        <extracomment>@info:shell %1 is a sentence that says why</extracomment>
        <translation>Nichts wird erfasst. %1
</translation>
    </message>
    <message>
        <source>yes or no</source>
        <extracomment>@info:shell type of a value</extracomment>
        <translation>ja oder nein</translation>
    </message>
    <message>
        <source>a whole number</source>
        <extracomment>@info:shell type of a value</extracomment>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>milliseconds</source>
        <extracomment>@info:shell type of a value</extracomment>
        <translation>Millisekunden</translation>
    </message>
    <message>
        <source>one of: %1</source>
        <extracomment>@info:shell type of a value; %1 is a list</extracomment>
        <translation>eins von: %1</translation>
    </message>
    <message>
        <source>one of: %1; anything else becomes %2</source>
        <extracomment>@info:shell type of a value; %1 is a list, %2 one of it, which takes the place of everything else</extracomment>
        <translation>eins von: %1; alles andere wird zu %2</translation>
    </message>
    <message>
        <source>a version number</source>
        <extracomment>@info:shell type of a value</extracomment>
        <translation>eine Versionsnummer</translation>
    </message>
    <message>
        <source>a short word of the application’s own</source>
        <extracomment>@info:shell type of a value</extracomment>
        <translation>ein kurzes Wort aus der Anwendung selbst</translation>
    </message>
    <message>
        <source>a country code</source>
        <extracomment>@info:shell type of a value</extracomment>
        <translation>ein Länderkürzel</translation>
    </message>
    <message>
        <source>a hash that only this computer can make</source>
        <extracomment>@info:shell type of a value</extracomment>
        <translation>ein Hash, den nur dieser Computer bilden kann</translation>
    </message>
    <message>
        <source>a message from which names and paths are removed automatically</source>
        <extracomment>@info:shell type of a value</extracomment>
        <translation>eine Meldung, aus der Namen und Pfade automatisch entfernt werden</translation>
    </message>
    <message>
        <source>Switched off: not recorded at present.</source>
        <extracomment>@info:shell when an event is recorded</extracomment>
        <translation>Abgeschaltet: wird zurzeit nicht erfasst.</translation>
    </message>
    <message>
        <source>Recorded on %1 % of all computers.</source>
        <extracomment>@info:shell when an event is recorded; %1 is a number</extracomment>
        <translation>Wird auf %1 % aller Computer erfasst.</translation>
    </message>
    <message>
        <source>Recorded once a day at most.</source>
        <extracomment>@info:shell when an event is recorded</extracomment>
        <translation>Wird höchstens einmal am Tag erfasst.</translation>
    </message>
    <message>
        <source>What happens in the same %1 s is one event.</source>
        <extracomment>@info:shell when an event is recorded; %1 is a number of seconds</extracomment>
        <translation>Was in denselben %1 s geschieht, ist ein Ereignis.</translation>
    </message>
    <message>
        <source>only with a yes to errors</source>
        <extracomment>@info:shell behind a property of an event</extracomment>
        <translation>nur mit einem Ja zu Fehlern</translation>
    </message>
    <message>
        <source>only with a yes to usage</source>
        <extracomment>@info:shell behind a property of an event</extracomment>
        <translation>nur mit einem Ja zur Nutzung</translation>
    </message>
    <message>
        <source>What can be collected after a yes (catalogue %1, notice %2). What is not listed here cannot leave.</source>
        <extracomment>@info:shell %1 is a name, %2 a number</extracomment>
        <translation>Was nach einem Ja erfasst werden kann (Katalog %1, Hinweis %2). Was hier nicht steht, kann den Computer nicht verlassen.</translation>
    </message>
    <message>
        <source>ERRORS</source>
        <extracomment>@title:shell name of a category</extracomment>
        <translation>FEHLER</translation>
    </message>
    <message>
        <source>USAGE</source>
        <extracomment>@title:shell name of a category</extracomment>
        <translation>NUTZUNG</translation>
    </message>
    <message>
        <source>Collected until %1.</source>
        <extracomment>@info:shell %1 is a day, 2028-06-30</extracomment>
        <translation>Wird bis %1 erfasst.</translation>
    </message>
    <message>
        <source>WITH EVERY EVENT</source>
        <extracomment>@title:shell what goes along with each event</extracomment>
        <translation>BEI JEDEM EREIGNIS</translation>
    </message>
    <message>
        <source>candor: --markdown and --json exclude each other
</source>
        <extracomment>@info:shell</extracomment>
        <translation>candor: --markdown und --json schließen einander aus
</translation>
    </message>
    <message>
        <source>No event belongs to it alone at present.</source>
        <extracomment>@info:shell below the name of a category</extracomment>
        <translation>Zurzeit gehört kein Ereignis ihr allein an.</translation>
    </message>
    <message>
        <source>not known</source>
        <extracomment>@info:shell in place of a number</extracomment>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>y</source>
        <extracomment>@info:shell one letter, lower case: the answer yes</extracomment>
        <translation>j</translation>
    </message>
    <message>
        <source>yes</source>
        <extracomment>@info:shell one word, lower case: the answer yes</extracomment>
        <translation>ja</translation>
    </message>
    <message>
        <source>These tools use the same ID, where they are installed, and get the new one too:
</source>
        <extracomment>@info:shell a list follows</extracomment>
        <translation>Diese Werkzeuge verwenden, soweit installiert, dieselbe ID und bekommen auch die neue:
</translation>
    </message>
    <message>
        <source>Erased what was recorded on this computer (events: %1).
</source>
        <extracomment>@info:shell %1 is a number</extracomment>
        <translation>Was auf diesem Computer aufgezeichnet war, ist gelöscht (Ereignisse: %1).
</translation>
    </message>
    <message>
        <source>candor: nothing was done; to reset the ID, add --yes
</source>
        <extracomment>@info:shell</extracomment>
        <translation>candor: nichts wurde getan; um die ID zurückzusetzen, fügen Sie --yes hinzu
</translation>
    </message>
    <message>
        <source>Reset the ID? [y/N]</source>
        <extracomment>@info:shell a question; the letter of no is the default</extracomment>
        <translation>Die ID zurücksetzen? [j/N]</translation>
    </message>
    <message>
        <source>the ID was not reset</source>
        <extracomment>@info:shell the person did not say yes</extracomment>
        <translation>die ID wurde nicht zurückgesetzt</translation>
    </message>
    <message>
        <source>The ID was reset; the new one is made when it is needed.
</source>
        <extracomment>@info:shell</extracomment>
        <translation>Die ID wurde zurückgesetzt; die neue entsteht, wenn sie gebraucht wird.
</translation>
    </message>
    <message>
        <source>The ID is now %1
</source>
        <extracomment>@info:shell %1 is the identifier</extracomment>
        <translation>Die ID ist jetzt %1
</translation>
    </message>
    <message>
        <source>Nothing is sent by this command. Send the text below yourself.
</source>
        <extracomment>@info:shell a text follows</extracomment>
        <translation>Dieser Befehl sendet nichts. Senden Sie den Text unten selbst.
</translation>
    </message>
    <message>
        <source>Contact</source>
        <extracomment>@label:shell whom to write to</extracomment>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Earlier ID</source>
        <translation>Frühere ID</translation>
    </message>
    <message>
        <source>Subject</source>
        <extracomment>@label:shell of a letter</extracomment>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>candor: what was recorded under the old ID could not be erased yet (%1); it is not sent any more, and erased when events are recorded again
</source>
        <extracomment>@info:shell %1 is a technical reason that names a file</extracomment>
        <translation>candor: was unter der alten ID aufgezeichnet wurde, konnte noch nicht gelöscht werden (%1); es wird nicht mehr gesendet und gelöscht, sobald wieder aufgezeichnet wird
</translation>
    </message>
    <message>
        <source>given by the program that made this workspace</source>
        <extracomment>@info:shell where the identifier comes from; a workspace is a container or another computer</extracomment>
        <translation>vom Programm vergeben, das diese Arbeitsumgebung eingerichtet hat</translation>
    </message>
    <message>
        <source>another one each day</source>
        <extracomment>@info:shell the identifier</extracomment>
        <translation>jeden Tag eine andere</translation>
    </message>
    <message>
        <source>another one each day; today %1</source>
        <extracomment>@info:shell the identifier, %1</extracomment>
        <translation>jeden Tag eine andere; heute %1</translation>
    </message>
    <message>
        <source>another one for each process, never kept</source>
        <extracomment>@info:shell the identifier</extracomment>
        <translation>für jeden Prozess eine andere, wird nie aufbewahrt</translation>
    </message>
    <message>
        <source>Errors are managed by your organization, and stay off.
</source>
        <extracomment>@info:shell</extracomment>
        <translation>Fehler werden von Ihrer Organisation verwaltet und bleiben aus.
</translation>
    </message>
    <message>
        <source>Usage is managed by your organization, and stays off.
</source>
        <extracomment>@info:shell</extracomment>
        <translation>Die Nutzung wird von Ihrer Organisation verwaltet und bleibt aus.
</translation>
    </message>
    <message>
        <source>Request deletion first if you want what was sent deleted: candor telemetry request-deletion
</source>
        <extracomment>@info:shell</extracomment>
        <translation>Fordern Sie vorher die Löschung an, wenn Gesendetes gelöscht werden soll: candor telemetry request-deletion
</translation>
    </message>
    <message>
        <source>The IDs under which it was recorded are forgotten.
</source>
        <extracomment>@info:shell after an erasure, of ids that change every day or with every run</extracomment>
        <translation>Die IDs, unter denen es aufgezeichnet wurde, sind vergessen.
</translation>
    </message>
    <message>
        <source>There is no ID to reset: nothing was recorded here under one, and nothing was changed.
</source>
        <extracomment>@info:shell nobody ever agreed; other tools may have an id</extracomment>
        <translation>Es gibt keine ID zum Zurücksetzen: Hier wurde unter keiner etwas aufgezeichnet, und nichts wurde geändert.
</translation>
    </message>
    <message>
        <source>There is no ID to reset: none is kept here.
</source>
        <extracomment>@info:shell</extracomment>
        <translation>Es gibt keine ID zum Zurücksetzen: Hier wird keine aufbewahrt.
</translation>
    </message>
    <message>
        <source>candor: the output could not be written (%1); all else was done
</source>
        <extracomment>@info:shell %1 is the system&apos;s reason</extracomment>
        <translation>candor: Die Ausgabe konnte nicht geschrieben werden (%1); alles andere ist erledigt
</translation>
    </message>
    <message>
        <source>What was recorded under the old IDs will be erased (events: %1), and the old IDs forgotten.
</source>
        <extracomment>@info:shell before a question, of ids that change every day or with every run; %1 is a number</extracomment>
        <translation>Was unter den alten IDs aufgezeichnet wurde, wird dann gelöscht (Ereignisse: %1), und die alten IDs werden vergessen.
</translation>
    </message>
    <message>
        <source>What was recorded under the old ID will be erased (events: %1). The old ID will be kept on this computer for a deletion request, until: candor telemetry erase
</source>
        <extracomment>@info:shell before a question; %1 is a number</extracomment>
        <translation>Was unter der alten ID aufgezeichnet wurde, wird dann gelöscht (Ereignisse: %1). Die alte ID bleibt für eine Löschanfrage auf diesem Computer, bis zu: candor telemetry erase
</translation>
    </message>
    <message>
        <source>What was recorded under the old IDs was erased (events: %1), and the old IDs are forgotten.
</source>
        <extracomment>@info:shell of ids that change every day or with every run; %1 is a number</extracomment>
        <translation>Was unter den alten IDs aufgezeichnet wurde, wurde gelöscht (Ereignisse: %1), und die alten IDs sind vergessen.
</translation>
    </message>
    <message>
        <source>What was recorded under the old ID was erased (events: %1). The old ID is kept on this computer for a deletion request, until: candor telemetry erase
</source>
        <extracomment>@info:shell %1 is a number</extracomment>
        <translation>Was unter der alten ID aufgezeichnet wurde, wurde gelöscht (Ereignisse: %1). Die alte ID bleibt für eine Löschanfrage auf diesem Computer, bis zu: candor telemetry erase
</translation>
    </message>
    <message>
        <source>errors</source>
        <extracomment>@info:shell a category of what is collected, in a list</extracomment>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>usage</source>
        <extracomment>@info:shell a category of what is collected, in a list</extracomment>
        <translation>Nutzung</translation>
    </message>
    <message>
        <source>this computer (the recipient can&apos;t be used: %1)</source>
        <extracomment>@info:shell in place of a recipient; %1 is what is wrong with its address or key</extracomment>
        <translation>dieser Computer (der Empfänger ist nicht zu gebrauchen: %1)</translation>
    </message>
    <message>
        <source>the notice could not be written (%1), so nothing was agreed to</source>
        <extracomment>@info:shell %1 is the system&apos;s reason</extracomment>
        <translation>der Hinweis konnte nicht geschrieben werden (%1), also wurde nicht zugestimmt</translation>
    </message>
    <message>
        <source>candor: nothing was agreed to: without a terminal nobody can be seen to read the notice; to agree to it, add --yes
</source>
        <extracomment>@info:shell</extracomment>
        <translation>candor: Es wurde nicht zugestimmt: Ohne Terminal ist nicht zu sehen, ob jemand den Hinweis liest; um ihm zuzustimmen, --yes hinzufügen
</translation>
    </message>
    <message>
        <source>%1 was given more than once</source>
        <extracomment>@info:shell %1 is an option</extracomment>
        <translation>%1 wurde mehr als einmal angegeben</translation>
    </message>
    <message>
        <source>Your answer stays as it is.
</source>
        <extracomment>@info:shell after an erasure</extracomment>
        <translation>Ihre Antwort bleibt, wie sie ist.
</translation>
    </message>
    <message>
        <source>Delivered: %1. Kept: %2.
</source>
        <extracomment>@info:shell where nothing is ever sent</extracomment>
        <translation>Zugestellt: %1. Behalten: %2.
</translation>
    </message>
    <message>
        <source>candor: the output could not be written (%1)
</source>
        <extracomment>@info:shell %1 is the system&apos;s reason</extracomment>
        <translation>candor: Die Ausgabe konnte nicht geschrieben werden (%1)
</translation>
    </message>
    <message>
        <source>Telemetry is off. Nothing that was recorded is left on this computer.
</source>
        <extracomment>@info:shell</extracomment>
        <translation>Telemetrie ist ausgeschaltet. Von dem, was aufgezeichnet wurde, ist auf diesem Computer nichts mehr da.
</translation>
    </message>
    <message>
        <source>Nothing is recorded or sent. What was recorded for the earlier recipient is never sent: it is erased after the next answer, or after seven days.</source>
        <extracomment>@info:shell what telemetry does now</extracomment>
        <translation>Es wird nichts aufgezeichnet oder gesendet. Was für den früheren Empfänger aufgezeichnet wurde, wird nie gesendet: Es wird nach der nächsten Antwort gelöscht, oder nach sieben Tagen.</translation>
    </message>
    <message>
        <source>IDs from before a reset are forgotten, too (%1).
</source>
        <extracomment>@info:shell after an erasure; %1 is a number</extracomment>
        <translation>IDs aus der Zeit vor einem Zurücksetzen sind ebenfalls vergessen (%1).
</translation>
    </message>
    <message>
        <source>there is no ID that could be handed on</source>
        <extracomment>@info:shell</extracomment>
        <translation>es gibt keine ID, die weitergegeben werden könnte</translation>
    </message>
    <message>
        <source>the notice does not say that the ID is handed on</source>
        <extracomment>@info:shell</extracomment>
        <translation>der Hinweis sagt nicht, dass die ID weitergegeben wird</translation>
    </message>
    <message>
        <source>candor: nothing is handed on: %1
</source>
        <extracomment>@info:shell %1 is the reason</extracomment>
        <translation>candor: nichts wird weitergegeben: %1
</translation>
    </message>
    <message>
        <source>candor: only the refusal is handed on: %1
</source>
        <extracomment>@info:shell %1 is the reason</extracomment>
        <translation>candor: nur die Ablehnung wird weitergegeben: %1
</translation>
    </message>
    <message>
        <source>Usage: candor telemetry COMMAND [OPTION...]

  status                        what is decided, by whom, and how many events wait
  enable [--only usage|errors] [--yes]
                                shows the notice and agrees to it; needs a terminal,
                                where it can be read, or --yes
  disable                       refuses, and erases what waits on this computer
  explain                       who can decide, who does, and what follows from it
  show [--last NUMBER] [--follow]
                                what waits and what was sent, byte for byte; the last
                                100, or NUMBER (0: all); --follow goes on showing
  send [--timeout SECONDS]      sends now what waits, for at most 10 seconds
  erase                         erases what was recorded on this computer; the answer
                                and the ID stay
  reset-id [--yes]              names the tools that share the ID, asks, and makes a new
                                one; asks nobody with --yes, which it needs where there
                                is no terminal
  request-deletion              whom to ask to delete what was sent, and a ready text;
                                sends nothing
  environment                   what a container is given, a line for each variable, for
                                its --env-file: the ID, or the refusal; never a yes
  catalogue [--markdown]        what can be collected, and why; --markdown: the document
                                USAGE_DATA.md; --json: the catalogue, byte for byte

  --json        prints JSON, with names that stay as they are
  -h, --help    shows this text

Exit status: 0 done; 1 not done, or the output could not be written, the message says
why; 2 wrong usage, nothing was done; 3 some of what waited still waits (send).
</source>
        <extracomment>@info:shell keep the command names and options as they are</extracomment>
        <translation>Aufruf: candor telemetry BEFEHL [OPTION...]

  status                        was gilt, wer es entschied, wie viele Ereignisse warten
  enable [--only usage|errors] [--yes]
                                zeigt den Hinweis und stimmt ihm zu; braucht ein Terminal,
                                in dem er zu lesen ist, oder --yes
  disable                       lehnt ab und löscht, was auf diesem Computer wartet
  explain                       wer entscheiden kann, wer es tut und was daraus folgt
  show [--last ZAHL] [--follow]
                                was wartet und was gesendet wurde, Byte für Byte; die
                                letzten 100 oder ZAHL (0: alle); --follow zeigt weiter
  send [--timeout SEKUNDEN]     sendet jetzt, was wartet, höchstens 10 Sekunden lang
  erase                         löscht, was auf diesem Computer aufgezeichnet wurde; die
                                Antwort und die ID bleiben
  reset-id [--yes]              nennt die Werkzeuge mit derselben ID, fragt und macht eine
                                neue; fragt niemanden mit --yes, das ohne Terminal nötig ist
  request-deletion              wen man um Löschung des Gesendeten bittet, und ein fertiger
                                Text; sendet nichts
  environment                   was ein Container erhält, eine Zeile je Variable, für dessen
                                --env-file: die ID oder die Ablehnung; nie eine Zustimmung
  catalogue [--markdown]        was erfasst werden darf und warum; --markdown: das Dokument
                                USAGE_DATA.md; --json: der Katalog, Byte für Byte

  --json        gibt JSON aus, mit Namen, die bleiben
  -h, --help    zeigt diesen Text

Rückgabewert: 0 erledigt; 1 nicht erledigt oder die Ausgabe war nicht zu schreiben, die Meldung
sagt warum; 2 falscher Aufruf, nichts geschah; 3 ein Teil dessen, was wartete, wartet noch (send).
</translation>
    </message>
    <message>
        <source>Usage: candor resources [--json]

Asks the container engines of this computer, and shows the state of each, its version and
what it has.

  --json        prints JSON, with names that stay as they are; null is not known
  -h, --help    shows this text

Exit status: 0 done, whatever the engines answered; 1 the output could not be written; 2
wrong usage, nothing was done.
</source>
        <extracomment>@info:shell keep the command names and options as they are</extracomment>
        <translation>Aufruf: candor resources [--json]

Fragt die Container-Engines dieses Computers und zeigt für jede den Zustand, die Version und
was sie hat.

  --json        gibt JSON aus, mit Namen, die bleiben, wie sie sind; null heißt nicht bekannt
  -h, --help    zeigt diesen Text

Exit-Status: 0 erledigt, was immer die Engines antworteten; 1 die Ausgabe konnte nicht
geschrieben werden; 2 falscher Aufruf, nichts wurde getan.
</translation>
    </message>
    <message>
        <source>Usage: candor container COMMAND [OPTION...]

  list, ls                  all containers
  start NAME                NAME is the name of a container, or the beginning of its ID
  stop NAME
  restart NAME
  remove, rm NAME [--force]
                            --force: also one that is running

  --engine ENGINE    only podman or docker, or the engine of this address
  --json             prints JSON, with names that stay as they are
  -h, --help         shows this text

Exit status: 0 done; 1 not done, or the output could not be written, the message says
why; 2 wrong usage, or a NAME or ENGINE that means none or several: nothing was done.
</source>
        <extracomment>@info:shell keep the command names and options as they are</extracomment>
        <translation>Aufruf: candor container BEFEHL [OPTION...]

  list, ls                  alle Container
  start NAME                NAME ist der Name eines Containers oder der Anfang seiner ID
  stop NAME
  restart NAME
  remove, rm NAME [--force]
                            --force: auch einen, der läuft

  --engine ENGINE    nur podman oder docker oder die Engine dieser Adresse
  --json             gibt JSON aus, mit Namen, die bleiben, wie sie sind
  -h, --help         zeigt diesen Text

Exit-Status: 0 erledigt; 1 nicht erledigt, oder die Ausgabe konnte nicht geschrieben werden,
die Meldung sagt, warum; 2 falscher Aufruf, oder NAME oder ENGINE bezeichnet nichts oder
mehreres: nichts wurde getan.
</translation>
    </message>
    <message>
        <source>It did not say which containers it has.</source>
        <extracomment>@info:shell of a container engine</extracomment>
        <translation>Sie hat nicht gesagt, welche Container sie hat.</translation>
    </message>
    <message>
        <source>no container engine was found; see candor resources</source>
        <extracomment>@info:shell</extracomment>
        <translation>es wurde keine Container-Engine gefunden; siehe candor resources</translation>
    </message>
    <message>
        <source>there is no container %1; see candor container list</source>
        <extracomment>@info:shell %1 is what was typed</extracomment>
        <translation>es gibt keinen Container %1; siehe candor container list</translation>
    </message>
    <message>
        <source>%1 means several containers: write the whole name or ID, or add --engine with one of the addresses that candor resources shows</source>
        <extracomment>@info:shell %1 is what was typed; --engine stays as it is</extracomment>
        <translation>%1 bezeichnet mehrere Container: Schreiben Sie den ganzen Namen oder die ganze ID, oder geben Sie mit --engine eine der Adressen an, die candor resources zeigt</translation>
    </message>
    <message>
        <source>See candor %1 --help.
</source>
        <extracomment>@info:shell %1 is a command</extracomment>
        <translation>Siehe candor %1 --help.
</translation>
    </message>
    <message>
        <source>%1 is more than is needed</source>
        <extracomment>@info:shell %1 is what was typed</extracomment>
        <translation>%1 ist mehr als nötig</translation>
    </message>
    <message>
        <source>%1 needs the name of a container</source>
        <extracomment>@info:shell %1 is a command</extracomment>
        <translation>%1 braucht den Namen eines Containers</translation>
    </message>
    <message>
        <source>there is no engine %1; see candor resources</source>
        <extracomment>@info:shell %1 is what was typed</extracomment>
        <translation>es gibt keine Engine %1; siehe candor resources</translation>
    </message>
    <message>
        <source>Container engine</source>
        <extracomment>@label:shell something that runs containers; it is not known which</extracomment>
        <translation>Container-Engine</translation>
    </message>
    <message>
        <source>No container engine was found. Install Podman or Docker, or name the socket of one in CONTAINER_HOST.
</source>
        <extracomment>@info:shell</extracomment>
        <translation>Es wurde keine Container-Engine gefunden. Installieren Sie Podman oder Docker, oder nennen Sie den Socket einer Engine in CONTAINER_HOST.
</translation>
    </message>
    <message>
        <source>running: %1, stopped: %2</source>
        <extracomment>@info:shell how many containers; %1 and %2 are numbers</extracomment>
        <translation>laufend: %1, gestoppt: %2</translation>
    </message>
    <message>
        <source>Containers</source>
        <extracomment>@label:shell how many there are</extracomment>
        <translation>Container</translation>
    </message>
    <message>
        <source>Images</source>
        <extracomment>@label:shell of containers</extracomment>
        <translation>Images</translation>
    </message>
    <message>
        <source>Volumes</source>
        <extracomment>@label:shell of containers</extracomment>
        <translation>Volumes</translation>
    </message>
    <message>
        <source>Pods</source>
        <extracomment>@label:shell groups of containers</extracomment>
        <translation>Pods</translation>
    </message>
    <message>
        <source>There are no containers.
</source>
        <extracomment>@info:shell</extracomment>
        <translation>Es gibt keine Container.
</translation>
    </message>
    <message>
        <source>%1 was started.
</source>
        <extracomment>@info:shell %1 is the name of a container</extracomment>
        <translation>%1 wurde gestartet.
</translation>
    </message>
    <message>
        <source>%1 was stopped.
</source>
        <extracomment>@info:shell %1 is the name of a container</extracomment>
        <translation>%1 wurde gestoppt.
</translation>
    </message>
    <message>
        <source>%1 was restarted.
</source>
        <extracomment>@info:shell %1 is the name of a container</extracomment>
        <translation>%1 wurde neu gestartet.
</translation>
    </message>
    <message>
        <source>%1 was removed.
</source>
        <extracomment>@info:shell %1 is the name of a container</extracomment>
        <translation>%1 wurde entfernt.
</translation>
    </message>
    <message>
        <source>Usage: candor [--page PAGE]
       candor resources [--json]
       candor container COMMAND [OPTION...]
       candor telemetry COMMAND [OPTION...]

Without a command the settings window opens.

  --page PAGE      opens the window at a page: resources, extensions, appearance,
                   telemetry or activity
  -h, --help       shows this text
  -v, --version    shows the version

candor resources shows the container engines of this computer; candor container --help
shows the commands for containers, candor telemetry --help those for usage data.
</source>
        <extracomment>@info:shell</extracomment>
        <translation>Aufruf: candor [--page SEITE]
        candor resources [--json]
        candor container BEFEHL [OPTION...]
        candor telemetry BEFEHL [OPTION...]

Ohne Befehl öffnet sich das Fenster mit den Einstellungen.

  --page SEITE     öffnet das Fenster auf einer Seite: resources, extensions,
                   appearance, telemetry oder activity
  -h, --help       zeigt diesen Text
  -v, --version    zeigt die Version

candor resources zeigt die Container-Engines dieses Computers; candor container --help
zeigt die Befehle für Container, candor telemetry --help die für Nutzungsdaten.
</translation>
    </message>
    <message>
        <source>it is running: stop it first, or add --force</source>
        <extracomment>@info:shell --force stays as it is</extracomment>
        <translation>er läuft: stoppen Sie ihn zuerst, oder ergänzen Sie --force</translation>
    </message>
</context>
<context>
    <name>candor::Consent</name>
    <message>
        <source>settings.json could not be read and was begun anew with your answer. What it held is in %1.</source>
        <extracomment>@info %1 is a file</extracomment>
        <translation>settings.json war nicht lesbar und wurde mit Ihrer Antwort neu begonnen. Was darin stand, steht in %1.</translation>
    </message>
    <message>
        <source>Your no in %1 stands, although the rest of the file can&apos;t be used (%2). If you answer again, it will be kept beside the new one.</source>
        <extracomment>@info %1 is the path of a file, %2 a technical reason</extracomment>
        <translation>Ihr Nein in %1 gilt, obwohl der Rest der Datei nicht verwendbar ist (%2). Wenn Sie neu antworten, bleibt sie neben der neuen erhalten.</translation>
    </message>
    <message>
        <source>Your administrator&apos;s file %1 can&apos;t be read, and it may turn this off. Nothing was changed.</source>
        <extracomment>@info %1 is the path of a file</extracomment>
        <translation>Die Datei %1 Ihrer Systemverwaltung ist nicht lesbar, und sie könnte dies abschalten. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Your answer was saved and counts here, but %1 could not be changed, so other tools that read it don&apos;t know.</source>
        <extracomment>@info %1 is the path of a file</extracomment>
        <translation>Ihre Antwort ist gespeichert und gilt hier, aber %1 ließ sich nicht ändern; andere Werkzeuge, die diese Datei lesen, wissen deshalb nichts davon.</translation>
    </message>
    <message>
        <source>it is a link, belongs to another user, or others can write to it</source>
        <extracomment>@info:inline stands as the reason why a file can&apos;t be used</extracomment>
        <translation>sie ist eine Verknüpfung, gehört einem anderen Benutzer oder kann von anderen geändert werden</translation>
    </message>
    <message>
        <source>Your answer was saved, and nothing is collected or sent. But what was recorded before is still on this computer, because it could not be erased: %1. Put this right and answer again.</source>
        <extracomment>@info %1 is a technical reason in English that names a file</extracomment>
        <translation>Ihre Antwort wurde gespeichert, und es wird nichts erfasst oder gesendet. Was vorher aufgezeichnet wurde, ist aber noch auf diesem Computer, weil es nicht gelöscht werden konnte: %1. Beheben Sie das und antworten Sie erneut.</translation>
    </message>
    <message>
        <source>There is no home folder to keep an answer in, so nothing is collected. Set HOME and start again.</source>
        <extracomment>@info nobody can be asked, because an answer could not be kept</extracomment>
        <translation>Es gibt keinen Benutzerordner, um eine Antwort aufzubewahren; deshalb wird nichts erfasst. Setzen Sie HOME und starten Sie neu.</translation>
    </message>
    <message>
        <source>Your answer in %1 can&apos;t be used (%2), so nothing is collected until you answer again. The file will then be kept beside the new one.</source>
        <extracomment>@info %1 is the path of a file, %2 a technical reason</extracomment>
        <translation>Ihre Antwort in %1 ist nicht verwendbar (%2); deshalb wird nichts erfasst, bis Sie erneut antworten. Die Datei bleibt dann neben der neuen erhalten.</translation>
    </message>
    <message>
        <source>Nobody can agree without a complete notice, so nothing is collected. %1</source>
        <extracomment>@info %1 is a technical reason in English, or empty</extracomment>
        <translation>Ohne vollständigen Hinweis kann niemand zustimmen; deshalb wird nichts erfasst. %1</translation>
    </message>
    <message>
        <source>Your answer could not be tied to this computer and account, so it was not saved and nothing is collected.</source>
        <extracomment>@info</extracomment>
        <translation>Ihre Antwort konnte nicht an diesen Computer und dieses Benutzerkonto gebunden werden; deshalb wurde sie nicht gespeichert, und nichts wird erfasst.</translation>
    </message>
    <message>
        <source>Your answer could not be saved. Try again. (%1)</source>
        <extracomment>@info %1 is a technical reason</extracomment>
        <translation>Ihre Antwort konnte nicht gespeichert werden. Versuchen Sie es erneut. (%1)</translation>
    </message>
    <message>
        <source>A change to your stored answer could not be saved: %1</source>
        <extracomment>@info %1 is a reason that names a file; the detail is, for example, that the question was closed</extracomment>
        <translation>Eine Änderung an Ihrer gespeicherten Antwort konnte nicht gespeichert werden: %1</translation>
    </message>
    <message>
        <source>This build sends nothing, so there is nothing to turn on.</source>
        <extracomment>@info</extracomment>
        <translation>Diese Programmfassung sendet nichts, also gibt es nichts einzuschalten.</translation>
    </message>
    <message>
        <source>Your administrator turned this off (%1). Nothing was changed.</source>
        <extracomment>@info %1 is the path of a file</extracomment>
        <translation>Ihre Systemverwaltung hat dies ausgeschaltet (%1). Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The environment variable %1 refuses. Nothing was changed. Remove the variable and answer again.</source>
        <extracomment>@info %1 is the name of an environment variable</extracomment>
        <translation>Die Umgebungsvariable %1 lehnt ab. Es wurde nichts geändert. Entfernen Sie die Variable und antworten Sie erneut.</translation>
    </message>
    <message>
        <source>This looks like continuous integration, where nobody can agree: the environment variable %1 is set. Nothing was changed.</source>
        <extracomment>@info %1 is the name of an environment variable</extracomment>
        <translation>Dies sieht nach einem automatischen Lauf (CI) aus, in dem niemand zustimmen kann: Die Umgebungsvariable %1 ist gesetzt. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Your answer could not be saved, so it does not count. %1</source>
        <extracomment>@info %1 is a reason that names a file</extracomment>
        <translation>Ihre Antwort konnte nicht gespeichert werden und zählt deshalb nicht. %1</translation>
    </message>
    <message>
        <source>Nothing is collected while this program runs, but your answer could not be saved. Put this right and answer again, or set CANDOR_TELEMETRY=0. %1</source>
        <extracomment>@info %1 is a reason that names files</extracomment>
        <translation>Solange dieses Programm läuft, wird nichts erfasst, aber Ihre Antwort konnte nicht gespeichert werden. Beheben Sie das und antworten Sie erneut, oder setzen Sie CANDOR_TELEMETRY=0. %1</translation>
    </message>
    <message>
        <source>Nothing is collected, and settings.json says so, but your answer itself could not be saved. Another program could turn this on again. Put this right and answer again. %1</source>
        <extracomment>@info %1 is a reason that names a file</extracomment>
        <translation>Es wird nichts erfasst, und so steht es in settings.json, aber Ihre Antwort selbst konnte nicht gespeichert werden. Ein anderes Programm könnte dies wieder einschalten. Beheben Sie das und antworten Sie erneut. %1</translation>
    </message>
    <message>
        <source>Your answer was saved and nothing is collected here, but settings.json could not be changed, so other programs that read it don&apos;t know. %1</source>
        <extracomment>@info %1 is a reason that names a file</extracomment>
        <translation>Ihre Antwort wurde gespeichert, und hier wird nichts erfasst, aber settings.json konnte nicht geändert werden; andere Programme, die sie lesen, wissen es also nicht. %1</translation>
    </message>
    <message>
        <source>CANDOR_TELEMETRY is set to “%1”, which is not known and so refuses. It takes 1, true, yes or on, and 0, false, no or off.</source>
        <extracomment>@info %1 is what somebody set the environment variable to</extracomment>
        <translation>CANDOR_TELEMETRY steht auf „%1“; das ist unbekannt und lehnt deshalb ab. Möglich sind 1, true, yes oder on und 0, false, no oder off.</translation>
    </message>
    <message>
        <source>Nothing is collected or sent. But what was recorded before is still on this computer, because it could not be erased: %1. This is tried again at the next start and the next answer.</source>
        <extracomment>@info %1 is a technical reason in English that names a file</extracomment>
        <translation>Es wird nichts erfasst und nichts gesendet. Aber was vorher aufgezeichnet wurde, ist noch auf diesem Computer, weil es nicht gelöscht werden konnte: %1. Beim nächsten Start und bei der nächsten Antwort wird es wieder versucht.</translation>
    </message>
</context>
<context>
    <name>candor::ConsentDialog</name>
    <message>
        <source>Usage</source>
        <extracomment>@label name of a category</extracomment>
        <translation>Nutzung</translation>
    </message>
    <message>
        <source>Errors</source>
        <extracomment>@label name of a category</extracomment>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Never</source>
        <extracomment>@label what is never collected</extracomment>
        <translation>Nie</translation>
    </message>
    <message>
        <source>&amp;Usage</source>
        <extracomment>@option:check a category</extracomment>
        <translation>N&amp;utzung</translation>
    </message>
    <message>
        <source>&amp;Errors</source>
        <extracomment>@option:check a category</extracomment>
        <translation>&amp;Fehler</translation>
    </message>
    <message>
        <source>An e&amp;xample from this computer</source>
        <extracomment>@action:button opens an example</extracomment>
        <translation>Ein &amp;Beispiel von diesem Computer</translation>
    </message>
    <message>
        <source>E&amp;verything that is collected</source>
        <extracomment>@action:button opens the list of all that is collected</extracomment>
        <translation>Alles, was &amp;erfasst wird</translation>
    </message>
    <message>
        <source>Privacy statement</source>
        <extracomment>@action a link to a web page</extracomment>
        <translation>Datenschutzerklärung</translation>
    </message>
    <message>
        <source>Opens %1 in your browser</source>
        <extracomment>@info %1 is an address; read aloud</extracomment>
        <translation>Öffnet %1 in Ihrem Browser</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <extracomment>@action:button back to the three answers</extracomment>
        <translation>Zu&amp;rück</translation>
    </message>
</context>
<context>
    <name>candor::ConsentDialogController</name>
    <message>
        <source>If you close this window, nothing is collected. You can answer later, and change your answer at any time, in the settings.</source>
        <extracomment>@info the question&apos;s last line, where it is not known which page of the settings it is</extracomment>
        <translation>Wenn Sie dieses Fenster schließen, wird nichts erfasst. Sie können später antworten und Ihre Antwort jederzeit in den Einstellungen ändern.</translation>
    </message>
    <message>
        <source>If you close this window, nothing is collected. You can answer later, and change your answer at any time, in %1.</source>
        <extracomment>@info the question&apos;s last line; %1 is the way through the settings, &quot;Settings › Preferences › Telemetry&quot;</extracomment>
        <translation>Wenn Sie dieses Fenster schließen, wird nichts erfasst. Sie können später antworten und Ihre Antwort jederzeit ändern, unter %1.</translation>
    </message>
    <message>
        <source>This program records nothing when it starts. What else it records is listed in “Everything that is collected”.</source>
        <translation>Dieses Programm erfasst beim Start nichts. Was es sonst erfasst, steht unter „Alles, was erfasst wird“.</translation>
    </message>
    <message>
        <source>May %1 record usage data?</source>
        <extracomment>@title:window the question where records stay on the computer; %1 is the application</extracomment>
        <translation>Darf %1 Nutzungsdaten aufzeichnen?</translation>
    </message>
    <message>
        <source>May %1 send usage data?</source>
        <extracomment>@title:window the question; %1 is the application</extracomment>
        <translation>Darf %1 Nutzungsdaten senden?</translation>
    </message>
    <message>
        <source>You agreed to notice %1. It has changed since, so nothing is collected until you answer again.</source>
        <extracomment>@info the question is asked again; %1 is a number</extracomment>
        <translation>Sie haben Hinweis %1 zugestimmt. Er hat sich seither geändert; deshalb wird nichts erfasst, bis Sie erneut antworten.</translation>
    </message>
    <message>
        <source>What is new: %1</source>
        <extracomment>@info %1 is a sentence about what is new</extracomment>
        <translation>Was neu ist: %1</translation>
    </message>
    <message>
        <source>You agreed before, to another recipient. Now records stay on this computer, so your answer is asked for again.</source>
        <extracomment>@info the question is asked again</extracomment>
        <translation>Sie haben früher zugestimmt, zu einem anderen Empfänger. Jetzt bleiben die Aufzeichnungen auf diesem Computer; deshalb werden Sie erneut gefragt.</translation>
    </message>
    <message>
        <source>You agreed before, to another recipient. Now the data goes to %1, so nothing is collected until you answer again.</source>
        <extracomment>@info the question is asked again; %1 is a host name</extracomment>
        <translation>Sie haben früher zugestimmt, zu einem anderen Empfänger. Jetzt gehen die Daten an %1; deshalb wird nichts erfasst, bis Sie erneut antworten.</translation>
    </message>
    <message>
        <source>Questions: %1</source>
        <extracomment>@info %1 is an address</extracomment>
        <translation>Fragen: %1</translation>
    </message>
    <message>
        <source>&amp;Don’t record</source>
        <extracomment>@action:button the answer no</extracomment>
        <translation>&amp;Nicht aufzeichnen</translation>
    </message>
    <message>
        <source>&amp;Don’t send</source>
        <translation>&amp;Nicht senden</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <extracomment>@action:button shows the two categories</extracomment>
        <translation>&amp;Auswählen …</translation>
    </message>
    <message>
        <source>&amp;Record usage and errors</source>
        <extracomment>@action:button the answer yes</extracomment>
        <translation>Beides auf&amp;zeichnen</translation>
    </message>
    <message>
        <source>&amp;Send usage and errors</source>
        <translation>Nutzung und Fehler &amp;senden</translation>
    </message>
    <message>
        <source>Record c&amp;hosen</source>
        <extracomment>@action:button the answer yes to the categories that are ticked</extracomment>
        <translation>Aus&amp;wahl aufzeichnen</translation>
    </message>
    <message>
        <source>Se&amp;nd chosen</source>
        <translation>Aus&amp;wahl senden</translation>
    </message>
    <message>
        <source>Tick what may be recorded; what is not ticked is not.</source>
        <extracomment>@info above the buttons, while the person chooses</extracomment>
        <translation>Kreuzen Sie an, was aufgezeichnet werden darf; anderes wird nicht aufgezeichnet.</translation>
    </message>
    <message>
        <source>Tick what may be sent; what is not ticked is not collected.</source>
        <translation>Kreuzen Sie an, was gesendet werden darf; anderes wird nicht erfasst.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>@info a heading and its text, read aloud</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Nutzung</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>made if you agree</source>
        <extracomment>@info stands where the identifier will be, in an example</extracomment>
        <translation>entsteht, wenn Sie zustimmen</translation>
    </message>
    <message>
        <source>Managed by your organization: not collected.</source>
        <extracomment>@info in place of what a category covers</extracomment>
        <translation>Von Ihrer Organisation verwaltet: wird nicht gesammelt.</translation>
    </message>
    <message>
        <source>&amp;Record usage</source>
        <extracomment>@action:button the answer yes, where an administrator has turned errors off</extracomment>
        <translation>Nutzung auf&amp;zeichnen</translation>
    </message>
    <message>
        <source>&amp;Send usage</source>
        <translation>Nutzung &amp;senden</translation>
    </message>
    <message>
        <source>&amp;Record errors</source>
        <extracomment>@action:button the answer yes, where an administrator has turned usage off</extracomment>
        <translation>Fehler auf&amp;zeichnen</translation>
    </message>
    <message>
        <source>&amp;Send errors</source>
        <translation>Fehler &amp;senden</translation>
    </message>
</context>
<context>
    <name>candor::ContainerModel</name>
    <message>
        <source>Name</source>
        <extracomment>@title:column of a table of containers</extracomment>
        <translation>Name</translation>
    </message>
    <message>
        <source>Image</source>
        <extracomment>@title:column of a table of containers</extracomment>
        <translation>Image</translation>
    </message>
    <message>
        <source>Engine</source>
        <extracomment>@title:column of a table of containers</extracomment>
        <translation>Engine</translation>
    </message>
    <message>
        <source>State</source>
        <extracomment>@title:column of a table of containers</extracomment>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>candor::DataRemoval</name>
    <message>
        <source>Other running copies could not be told, and earlier IDs are still kept. %1</source>
        <extracomment>@info after an erasure that was not complete; %1 is a reason that names a file</extracomment>
        <translation>Andere laufende Exemplare konnten nicht benachrichtigt werden, und frühere IDs sind noch da. %1</translation>
    </message>
    <message>
        <source>Earlier IDs may still stand in %1, which can’t be read.</source>
        <extracomment>@info after an erasure that was not complete; %1 is a file</extracomment>
        <translation>In %1, das nicht lesbar ist, können noch frühere IDs stehen.</translation>
    </message>
    <message>
        <source>The ID was not reset, because the old one could not be kept for a deletion request. %1</source>
        <extracomment>@info %1 is a reason that names a file</extracomment>
        <translation>Die ID wurde nicht zurückgesetzt, weil die alte nicht für eine Löschanfrage aufbewahrt werden konnte. %1</translation>
    </message>
    <message>
        <source>The ID was not reset. %1</source>
        <extracomment>@info %1 is a reason that names a file</extracomment>
        <translation>Die ID wurde nicht zurückgesetzt. %1</translation>
    </message>
    <message>
        <source>Events are still on this computer: %1.</source>
        <extracomment>@info %1 is a technical reason that names a file</extracomment>
        <translation>Auf diesem Computer sind noch Ereignisse: %1.</translation>
    </message>
    <message>
        <source>None of them is sent any more.</source>
        <extracomment>@info of the events that are still on this computer</extracomment>
        <translation>Keines davon wird mehr gesendet.</translation>
    </message>
    <message>
        <source>The ID was reset, but other running copies could not be told and go on under the old one until they are started again. %1</source>
        <extracomment>@info %1 is a reason that names a file</extracomment>
        <translation>Die ID wurde zurückgesetzt, aber andere laufende Exemplare konnten nicht benachrichtigt werden und arbeiten bis zu ihrem Neustart unter der alten weiter. %1</translation>
    </message>
    <message>
        <source>The ID was given by the application that made this workspace. Reset it there, and start the workspace again.</source>
        <extracomment>@info in a container or the like</extracomment>
        <translation>Die ID stammt von der Anwendung, die diese Arbeitsumgebung angelegt hat. Setzen Sie sie dort zurück und starten Sie die Arbeitsumgebung neu.</translation>
    </message>
    <message>
        <source>The ID still stands in %1, which can’t be removed: %2.</source>
        <extracomment>@info after an erasure that was not complete; %1 is a file, %2 a technical reason</extracomment>
        <translation>Die ID steht noch in %1, und die Datei lässt sich nicht entfernen: %2.</translation>
    </message>
</context>
<context>
    <name>candor::DataRemovalBar</name>
    <message>
        <source>Er&amp;ase what is on this computer…</source>
        <extracomment>@action:button opens a question</extracomment>
        <translation>L&amp;öschen, was auf diesem Computer ist …</translation>
    </message>
    <message>
        <source>Re&amp;quest deletion of what was sent…</source>
        <extracomment>@action:button opens a text to copy</extracomment>
        <translation>Lös&amp;chung des Gesendeten anfordern …</translation>
    </message>
    <message>
        <source>Rese&amp;t…</source>
        <extracomment>@action:button opens a question; resets the identifier beside it</extracomment>
        <translation>Zu&amp;rücksetzen …</translation>
    </message>
    <message>
        <source>Resets the ID</source>
        <extracomment>@info:whatsthis read aloud</extracomment>
        <translation>Setzt die ID zurück</translation>
    </message>
</context>
<context>
    <name>candor::DataRemovalController</name>
    <message>
        <source>Erase what is on this computer?</source>
        <extracomment>@title:window</extracomment>
        <translation>Löschen, was auf diesem Computer ist?</translation>
    </message>
    <message>
        <source>What was already sent is not on this computer: request its deletion.</source>
        <extracomment>@info</extracomment>
        <translation>Was schon gesendet wurde, ist nicht auf diesem Computer: Fordern Sie dafür die Löschung an.</translation>
    </message>
    <message>
        <source>IDs from before a reset are erased too. Without them you can’t name what was sent under them: request its deletion first.</source>
        <extracomment>@info</extracomment>
        <translation>Auch IDs aus der Zeit vor einem Zurücksetzen werden gelöscht. Ohne sie können Sie nicht mehr angeben, was unter ihnen gesendet wurde: Fordern Sie vorher die Löschung an.</translation>
    </message>
    <message>
        <source>&amp;Erase</source>
        <extracomment>@action:button</extracomment>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Reset the ID?</source>
        <extracomment>@title:window</extracomment>
        <translation>Die ID zurücksetzen?</translation>
    </message>
    <message>
        <source>New records carry another ID, which has nothing to do with the old one. The old one is kept on this computer for a deletion request, until you erase it.</source>
        <extracomment>@info</extracomment>
        <translation>Neue Aufzeichnungen tragen eine andere ID, die mit der alten nichts zu tun hat. Die alte bleibt für eine Löschanfrage auf diesem Computer, bis Sie sie löschen.</translation>
    </message>
    <message>
        <source>What waits under the old ID is erased.</source>
        <extracomment>@info</extracomment>
        <translation>Was unter der alten ID wartet, wird gelöscht.</translation>
    </message>
    <message>
        <source>1 event that waits under the old ID is erased.</source>
        <extracomment>@info</extracomment>
        <translation>1 Ereignis, das unter der alten ID wartet, wird gelöscht.</translation>
    </message>
    <message numerus="yes">
        <source>%1 events that wait under the old ID are erased.</source>
        <extracomment>@info %1 is a number</extracomment>
        <translation>
            <numerusform>%1 Ereignisse, die unter der alten ID warten, werden gelöscht.</numerusform>
            <numerusform>%1 Ereignisse, die unter der alten ID warten, werden gelöscht.</numerusform>
        </translation>
    </message>
    <message>
        <source>These tools use the same ID, where they are installed, and get the new one too:</source>
        <extracomment>@info above a list of tools</extracomment>
        <translation>Diese Werkzeuge verwenden, soweit installiert, dieselbe ID und bekommen auch die neue:</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <extracomment>@action:button</extracomment>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>1 event was erased.</source>
        <extracomment>@info something was erased; %1 is a number</extracomment>
        <translation>1 Ereignis wurde gelöscht.</translation>
    </message>
    <message numerus="yes">
        <source>%1 events were erased.</source>
        <translation>
            <numerusform>%1 Ereignisse wurden gelöscht.</numerusform>
            <numerusform>%1 Ereignisse wurden gelöscht.</numerusform>
        </translation>
    </message>
    <message>
        <source>The ID was reset.</source>
        <extracomment>@info</extracomment>
        <translation>Die ID wurde zurückgesetzt.</translation>
    </message>
    <message>
        <source>Everything that %1 has recorded on this computer is erased: events that wait, were sent or were rejected, and all counts.</source>
        <extracomment>@info %1 is the application</extracomment>
        <translation>Alles, was %1 auf diesem Computer aufgezeichnet hat, wird gelöscht: wartende, gesendete und zurückgewiesene Ereignisse und alle Zählungen.</translation>
    </message>
    <message>
        <source>Your answer and the ID stay.</source>
        <extracomment>@info of an erasure</extracomment>
        <translation>Ihre Antwort und die ID bleiben.</translation>
    </message>
    <message>
        <source>Your answer stays. New records carry new IDs, and those of the past are forgotten. Request deletion first if you want what was sent deleted.</source>
        <extracomment>@info of an erasure</extracomment>
        <translation>Ihre Antwort bleibt. Neue Aufzeichnungen tragen neue IDs, und die bisherigen werden vergessen. Fordern Sie vorher die Löschung an, wenn Gesendetes gelöscht werden soll.</translation>
    </message>
    <message>
        <source>New records carry new IDs, which have nothing to do with the old ones, and those of the past are forgotten. Request deletion first if you want what was sent deleted.</source>
        <extracomment>@info of ids that change every day, or with every run</extracomment>
        <translation>Neue Aufzeichnungen tragen neue IDs, die mit den alten nichts zu tun haben, und die bisherigen werden vergessen. Fordern Sie vorher die Löschung an, wenn Gesendetes gelöscht werden soll.</translation>
    </message>
    <message>
        <source>There is no ID to reset. Nothing was changed.</source>
        <extracomment>@info</extracomment>
        <translation>Es gibt keine ID zum Zurücksetzen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>What was recorded under the old ID could not be erased yet (%1). It is not sent any more, and erased when events are recorded again.</source>
        <extracomment>@info after a reset; %1 is a technical reason that names a file</extracomment>
        <translation>Was unter der alten ID aufgezeichnet wurde, konnte noch nicht gelöscht werden (%1). Es wird nicht mehr gesendet und gelöscht, sobald wieder Ereignisse aufgezeichnet werden.</translation>
    </message>
    <message>
        <source>Nothing that was recorded is left on this computer.</source>
        <translation>Von dem, was aufgezeichnet wurde, ist auf diesem Computer nichts mehr da.</translation>
    </message>
</context>
<context>
    <name>candor::DeletionRequest</name>
    <message>
        <source>Nothing was sent by %1 from this account, so there is nothing to delete elsewhere.</source>
        <extracomment>@info there is nothing to request; %1 is the application</extracomment>
        <translation>%1 hat von diesem Benutzerkonto nichts gesendet; anderswo gibt es also nichts zu löschen.</translation>
    </message>
    <message>
        <source>No recipient is set up: what %1 records now stays on this computer. The text is for what may have been sent before.</source>
        <extracomment>@info %1 is the application</extracomment>
        <translation>Es ist kein Empfänger eingerichtet: Was %1 jetzt aufzeichnet, bleibt auf diesem Computer. Der Text ist für das, was früher gesendet worden sein kann.</translation>
    </message>
    <message>
        <source>Request to delete usage data sent by %1</source>
        <extracomment>@title subject of a letter; %1 is the application</extracomment>
        <translation>Bitte um Löschung von Nutzungsdaten, die %1 gesendet hat</translation>
    </message>
    <message>
        <source>Application: %1</source>
        <extracomment>@info in a letter: the application</extracomment>
        <translation>Anwendung: %1</translation>
    </message>
    <message>
        <source>Sent to: %1</source>
        <extracomment>@info in a letter: the hosts that received the data</extracomment>
        <translation>Gesendet an: %1</translation>
    </message>
    <message>
        <source>Agreed on: %1</source>
        <extracomment>@info in a letter; %1 is a date</extracomment>
        <translation>Zugestimmt am: %1</translation>
    </message>
    <message>
        <source>Turned off on: %1</source>
        <extracomment>@info in a letter; %1 is a date</extracomment>
        <translation>Abgeschaltet am: %1</translation>
    </message>
    <message>
        <source>Last sent on: %1</source>
        <extracomment>@info in a letter; %1 is a date</extracomment>
        <translation>Zuletzt gesendet am: %1</translation>
    </message>
    <message>
        <source>Hello,

please delete all data that %1 has sent under the IDs below, wherever you keep it, and have it deleted by everybody to whom you have passed it on.

%2

%3

Please confirm when this is done. If you can’t do it, please tell me why.

Thank you
</source>
        <extracomment>@info beginning of a letter; %1 is the application, %2 a list of ids, %3 a list of facts</extracomment>
        <translation>Guten Tag,

bitte löschen Sie alle Daten, die %1 unter den folgenden IDs gesendet hat, wo immer Sie sie aufbewahren, und lassen Sie sie auch bei allen löschen, an die Sie sie weitergegeben haben.

%2

%3

Bitte bestätigen Sie, wenn das geschehen ist. Falls Sie es nicht tun können, schreiben Sie mir bitte, warum.

Vielen Dank
</translation>
    </message>
    <message>
        <source>The IDs under which %1 may have sent something are not kept on this computer, so what was sent can’t be named in a request.</source>
        <extracomment>@info there is nothing to name in a request; %1 is the application</extracomment>
        <translation>Die IDs, unter denen %1 etwas gesendet haben kann, werden auf diesem Computer nicht aufbewahrt. Was gesendet wurde, lässt sich deshalb in einer Anforderung nicht angeben.</translation>
    </message>
    <message>
        <source>Contact: %1</source>
        <extracomment>@info at the end of an explanation; %1 is whom to write to</extracomment>
        <translation>Kontakt: %1</translation>
    </message>
</context>
<context>
    <name>candor::DeletionRequestDialog</name>
    <message>
        <source>Request deletion of what was sent</source>
        <extracomment>@title:window</extracomment>
        <translation>Löschung des Gesendeten anfordern</translation>
    </message>
    <message>
        <source>Nothing is sent from here. Copy the text and send it to the contact yourself.</source>
        <extracomment>@info</extracomment>
        <translation>Von hier wird nichts gesendet. Kopieren Sie den Text und senden Sie ihn selbst an den Kontakt.</translation>
    </message>
    <message>
        <source>Contact</source>
        <extracomment>@label whom to write to</extracomment>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Subject</source>
        <extracomment>@label of a letter</extracomment>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>ID</source>
        <extracomment>@label identifiers</extracomment>
        <translation>ID</translation>
    </message>
    <message>
        <source>IDs</source>
        <translation>IDs</translation>
    </message>
    <message>
        <source>Text of the request</source>
        <extracomment>@info read aloud</extracomment>
        <translation>Text der Anfrage</translation>
    </message>
    <message>
        <source>&amp;Copy the text</source>
        <extracomment>@action:button</extracomment>
        <translation>Text &amp;kopieren</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <extracomment>@action:button</extracomment>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Copied</source>
        <extracomment>@action:button the text was copied</extracomment>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>candor::Destination</name>
    <message>
        <source>the address has no host: it is written like https://host.example</source>
        <extracomment>@info problem of a destination, for a developer</extracomment>
        <translation>die Adresse nennt keinen Host: Sie wird geschrieben wie https://host.example</translation>
    </message>
    <message>
        <source>the address does not begin with https:// (plain http is for this computer only)</source>
        <extracomment>@info problem of a destination, for a developer</extracomment>
        <translation>die Adresse beginnt nicht mit https:// (http ohne Verschlüsselung ist nur für diesen Computer erlaubt)</translation>
    </message>
    <message>
        <source>the address has a user name or a password in it</source>
        <extracomment>@info problem of a destination, for a developer</extracomment>
        <translation>die Adresse enthält einen Benutzernamen oder ein Passwort</translation>
    </message>
    <message>
        <source>the address has a query (?) or a fragment (#) in it</source>
        <extracomment>@info problem of a destination, for a developer</extracomment>
        <translation>die Adresse enthält eine Abfrage (?) oder ein Fragment (#)</translation>
    </message>
    <message>
        <source>the key has a blank or a control character in it</source>
        <extracomment>@info problem of a destination, for a developer</extracomment>
        <translation>der Schlüssel enthält ein Leerzeichen oder ein Steuerzeichen</translation>
    </message>
</context>
<context>
    <name>candor::DestinationConfig</name>
    <message>
        <source>CANDOR_DESTINATION is ignored: &quot;%1&quot; is not posthog, segment or none</source>
        <extracomment>@info %1 is a word from an environment variable</extracomment>
        <translation>CANDOR_DESTINATION wird ignoriert: „%1“ ist nicht posthog, segment oder none</translation>
    </message>
    <message>
        <source>%1: ignored, because %2</source>
        <extracomment>@info %1 are names of environment variables, %2 is what is wrong with the address or the key</extracomment>
        <translation>%1: wird ignoriert, Grund: %2</translation>
    </message>
    <message>
        <source>%1: ignored, because the environment can only choose a receiver on this computer (such as CANDOR_ENDPOINT=http://127.0.0.1:8000)</source>
        <extracomment>@info %1 are names of environment variables</extracomment>
        <translation>%1: wird ignoriert, weil die Umgebung nur einen Empfänger auf diesem Computer wählen kann (etwa CANDOR_ENDPOINT=http://127.0.0.1:8000)</translation>
    </message>
</context>
<context>
    <name>candor::Directories</name>
    <message>
        <source>The environment variable %1 is not valid UTF-8, so it is not known where your files are, and nothing is collected. Set it to the path of your folder.</source>
        <extracomment>@info %1 is the name of an environment variable, such as HOME</extracomment>
        <translation>Die Umgebungsvariable %1 ist kein gültiges UTF-8; deshalb ist nicht bekannt, wo Ihre Dateien liegen, und es wird nichts erfasst. Setzen Sie sie auf den Pfad Ihres Ordners.</translation>
    </message>
    <message>
        <source>%1 belongs to another user, and this program runs as root. Nothing is changed there, and nothing is collected. Run it as that user.</source>
        <extracomment>@info %1 is a folder; root is the name of the administrator&apos;s account</extracomment>
        <translation>%1 gehört einem anderen Benutzer, und dieses Programm läuft als root. Dort wird nichts geändert und nichts erfasst. Starten Sie es als dieser Benutzer.</translation>
    </message>
</context>
<context>
    <name>candor::DropReason</name>
    <message>
        <source>It happened before you agreed.</source>
        <extracomment>@info why an event was not recorded</extracomment>
        <translation>Es geschah vor Ihrer Zustimmung.</translation>
    </message>
    <message>
        <source>Too many events at once; there was no room for it.</source>
        <extracomment>@info why an event was not recorded</extracomment>
        <translation>Zu viele Ereignisse auf einmal; dafür war kein Platz.</translation>
    </message>
    <message>
        <source>More events were waiting than could be kept on this computer.</source>
        <extracomment>@info why an event was not kept</extracomment>
        <translation>Es warteten mehr Ereignisse, als auf diesem Computer behalten werden konnten.</translation>
    </message>
    <message>
        <source>The catalogue does not declare it, so it may not be collected.</source>
        <extracomment>@info why an event was not recorded</extracomment>
        <translation>Der Katalog nennt es nicht, also darf es nicht erfasst werden.</translation>
    </message>
    <message>
        <source>The catalogue says that it is no longer collected.</source>
        <extracomment>@info why an event was not recorded</extracomment>
        <translation>Laut Katalog wird es nicht mehr erfasst.</translation>
    </message>
    <message>
        <source>It is not made the way the catalogue declares it.</source>
        <extracomment>@info why an event was not recorded</extracomment>
        <translation>Es ist nicht so aufgebaut, wie der Katalog es beschreibt.</translation>
    </message>
    <message>
        <source>You did not agree to its category.</source>
        <extracomment>@info why an event was not recorded</extracomment>
        <translation>Seiner Kategorie haben Sie nicht zugestimmt.</translation>
    </message>
    <message>
        <source>The catalogue has it switched off.</source>
        <extracomment>@info why an event was not recorded</extracomment>
        <translation>Im Katalog ist es abgeschaltet.</translation>
    </message>
    <message>
        <source>Only a share of all computers records it, and this one does not.</source>
        <extracomment>@info why an event was not recorded</extracomment>
        <translation>Nur ein Teil aller Computer erfasst es, dieser nicht.</translation>
    </message>
    <message>
        <source>It is recorded once a day, and was already today.</source>
        <extracomment>@info why an event was not recorded</extracomment>
        <translation>Es wird einmal am Tag erfasst und wurde es heute schon.</translation>
    </message>
    <message>
        <source>It was counted in another event that stands for several.</source>
        <extracomment>@info why an event was not recorded</extracomment>
        <translation>Es wurde in einem anderen Ereignis mitgezählt, das für mehrere steht.</translation>
    </message>
    <message>
        <source>It waited for too long.</source>
        <extracomment>@info why an event was not sent</extracomment>
        <translation>Es hat zu lange gewartet.</translation>
    </message>
    <message>
        <source>It could not be sent, however often that was tried.</source>
        <extracomment>@info why an event was not sent</extracomment>
        <translation>Es konnte trotz aller Versuche nicht gesendet werden.</translation>
    </message>
    <message>
        <source>The server rejected it.</source>
        <extracomment>@info why an event was not delivered</extracomment>
        <translation>Der Server hat es abgelehnt.</translation>
    </message>
    <message>
        <source>You deleted it.</source>
        <extracomment>@info why an event was not sent</extracomment>
        <translation>Sie haben es gelöscht.</translation>
    </message>
</context>
<context>
    <name>candor::DurableFile</name>
    <message>
        <source>it is write-protected</source>
        <extracomment>@info:inline stands after the name of a file, as the reason why it can&apos;t be written</extracomment>
        <translation>sie ist schreibgeschützt</translation>
    </message>
    <message>
        <source>Can&apos;t read %1: %2. Check the file&apos;s permissions.</source>
        <extracomment>@info %1 is a file, %2 what the operating system says</extracomment>
        <translation>%1 ist nicht lesbar: %2. Prüfen Sie die Rechte der Datei.</translation>
    </message>
    <message>
        <source>Can&apos;t write %1: %2. Check the permissions and the free space there.</source>
        <extracomment>@info %1 is a file, %2 what the operating system says</extracomment>
        <translation>%1 ist nicht schreibbar: %2. Prüfen Sie dort die Rechte und den freien Platz.</translation>
    </message>
    <message>
        <source>Can&apos;t make the folder %1: %2. Check the permissions of the folder above it.</source>
        <extracomment>@info %1 is a folder, %2 what the operating system says</extracomment>
        <translation>Der Ordner %1 kann nicht angelegt werden: %2. Prüfen Sie die Rechte des Ordners darüber.</translation>
    </message>
    <message>
        <source>it is not a regular file</source>
        <extracomment>@info:inline stands after the name of a file, as the reason why it can&apos;t be used</extracomment>
        <translation>es ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>%1 is larger than %2 KB and was not read. Move it away or make it smaller.</source>
        <extracomment>@info %1 is a file, %2 a number of kilobytes</extracomment>
        <translation>%1 ist größer als %2 KB und wurde nicht gelesen. Verschieben oder verkleinern Sie die Datei.</translation>
    </message>
</context>
<context>
    <name>candor::Engine</name>
    <message>
        <source>The engine is not running.</source>
        <extracomment>@info of an action</extracomment>
        <translation>Die Engine läuft nicht.</translation>
    </message>
    <message>
        <source>The engine does not let you in.</source>
        <extracomment>@info of an action</extracomment>
        <translation>Die Engine lässt Sie nicht zu.</translation>
    </message>
    <message>
        <source>The engine did not answer in time; it may still be at it.</source>
        <extracomment>@info of an action</extracomment>
        <translation>Die Engine hat nicht rechtzeitig geantwortet; vielleicht ist sie noch dabei.</translation>
    </message>
    <message>
        <source>The engine&apos;s answer was not understood.</source>
        <extracomment>@info of an action</extracomment>
        <translation>Die Antwort der Engine wurde nicht verstanden.</translation>
    </message>
    <message>
        <source>It is reached over a network. Candor uses only engines on this computer, through a local socket: start one here, or name its socket in CONTAINER_HOST.</source>
        <extracomment>@info the state of a container engine</extracomment>
        <translation>Sie wird über ein Netzwerk erreicht. Candor benutzt nur Engines auf diesem Computer, über einen lokalen Socket: Starten Sie hier eine, oder nennen Sie ihren Socket in CONTAINER_HOST.</translation>
    </message>
    <message>
        <source>Its socket belongs to another user. Candor uses only your own engines and the system&apos;s: start one of your own.</source>
        <extracomment>@info the state of a container engine</extracomment>
        <translation>Ihr Socket gehört einem anderen Benutzer. Candor benutzt nur Ihre eigenen Engines und die des Systems: Starten Sie eine eigene.</translation>
    </message>
    <message>
        <source>%1 holds no address that Candor understands. Set it to one such as unix:///run/podman/podman.sock, or remove it.</source>
        <extracomment>@info the state of a container engine; %1 is an environment variable</extracomment>
        <translation>%1 enthält keine Adresse, die Candor versteht. Setzen Sie es auf eine wie unix:///run/podman/podman.sock, oder entfernen Sie es.</translation>
    </message>
    <message>
        <source>It has not been asked yet.</source>
        <extracomment>@info the state of a container engine</extracomment>
        <translation>Sie wurde noch nicht gefragt.</translation>
    </message>
    <message>
        <source>Waiting for its answer.</source>
        <extracomment>@info the state of a container engine</extracomment>
        <translation>Auf ihre Antwort wird gewartet.</translation>
    </message>
    <message>
        <source>It is running.</source>
        <extracomment>@info the state of a container engine</extracomment>
        <translation>Sie läuft.</translation>
    </message>
    <message>
        <source>It does not let you in. Ask an administrator to add you to the group of its socket, or use an engine of your own, such as Podman without root.</source>
        <extracomment>@info the state of a container engine</extracomment>
        <translation>Sie lässt Sie nicht zu. Bitten Sie die Systemverwaltung, Sie in die Gruppe ihres Sockets aufzunehmen, oder benutzen Sie eine eigene Engine, etwa Podman ohne root.</translation>
    </message>
    <message>
        <source>Nobody listens at its socket. Start the engine or its socket, for Podman with: systemctl --user start podman.socket</source>
        <extracomment>@info the state of a container engine</extracomment>
        <translation>An ihrem Socket lauscht niemand. Starten Sie die Engine oder ihren Socket, bei Podman mit: systemctl --user start podman.socket</translation>
    </message>
    <message>
        <source>What answers there is no engine that Candor understands. Check the address, or install a newer engine: version 1.40 of Docker&apos;s API is needed.</source>
        <extracomment>@info the state of a container engine</extracomment>
        <translation>Was dort antwortet, ist keine Engine, die Candor versteht. Prüfen Sie die Adresse, oder installieren Sie eine neuere Engine: Nötig ist Version 1.40 der Docker-API.</translation>
    </message>
    <message>
        <source>The engine broke off its answer; it may have done it all the same.</source>
        <extracomment>@info of an action</extracomment>
        <translation>Die Engine hat ihre Antwort abgebrochen; vielleicht hat sie es trotzdem getan.</translation>
    </message>
    <message>
        <source>Candor no longer waits for the engine, which may do it all the same.</source>
        <extracomment>@info of an action</extracomment>
        <translation>Candor wartet nicht länger auf die Engine; vielleicht tut sie es trotzdem.</translation>
    </message>
    <message>
        <source>It gives no answer at the moment. Try again, and restart the engine if that does not help.</source>
        <extracomment>@info the state of a container engine</extracomment>
        <translation>Sie gibt zurzeit keine Antwort. Versuchen Sie es noch einmal, und starten Sie die Engine neu, wenn das nicht hilft.</translation>
    </message>
</context>
<context>
    <name>candor::EngineList</name>
    <message>
        <source>No container engine was found</source>
        <extracomment>@info in place of a list of container engines</extracomment>
        <translation>Es wurde keine Container-Engine gefunden</translation>
    </message>
    <message>
        <source>Install Podman or Docker and start it, or name its socket in CONTAINER_HOST.</source>
        <extracomment>@info what to do where no container engine was found; CONTAINER_HOST is an environment variable</extracomment>
        <translation>Installieren und starten Sie Podman oder Docker, oder nennen Sie deren Socket in CONTAINER_HOST.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>@info:whatsthis for screen readers; %1 is a container engine, %2 its state</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Search again</source>
        <extracomment>@action:button looks for container engines</extracomment>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Try again</source>
        <extracomment>@action:button asks a container engine again</extracomment>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Asks %1 at %2</source>
        <extracomment>@info:whatsthis for screen readers; %1 is a container engine, %2 its address</extracomment>
        <translation>Fragt %1 unter %2</translation>
    </message>
</context>
<context>
    <name>candor::ExtensionFolders</name>
    <message>
        <source>It is not used: there is one of the same id already, %1.</source>
        <extracomment>@info %1 is a file</extracomment>
        <translation>Sie wird nicht verwendet: Es gibt schon eine mit derselben Kennung, %1.</translation>
    </message>
</context>
<context>
    <name>candor::ExtensionHost</name>
    <message>
        <source>There is no home folder, so no extension can be switched on. Set HOME to your folder.</source>
        <extracomment>@info</extracomment>
        <translation>Es gibt keinen Benutzerordner, deshalb kann keine Erweiterung eingeschaltet werden. Setzen Sie HOME auf Ihren Ordner.</translation>
    </message>
    <message>
        <source>Which extensions are on can&apos;t be saved, so it was not started. %1</source>
        <extracomment>@info %1 says why, in a sentence</extracomment>
        <translation>Welche Erweiterungen eingeschaltet sind, kann nicht gespeichert werden; deshalb wurde sie nicht gestartet. %1</translation>
    </message>
    <message>
        <source>off: this is another file than the one you switched on</source>
        <extracomment>@info how an extension is, goes after the name of who made it</extracomment>
        <translation>aus: Dies ist eine andere Datei als die, die Sie eingeschaltet haben</translation>
    </message>
</context>
<context>
    <name>candor::ExtensionManifest</name>
    <message>
        <source>It is no extension of Candor.</source>
        <extracomment>@info why a file is not used</extracomment>
        <translation>Es ist keine Erweiterung von Candor.</translation>
    </message>
    <message>
        <source>It was made for version %1 of the interface; this Candor has version %2.</source>
        <extracomment>@info %1 and %2 are numbers, such as 2 and 1</extracomment>
        <translation>Sie wurde für Version %1 der Schnittstelle gebaut; dieses Candor hat Version %2.</translation>
    </message>
    <message>
        <source>Its manifest is not valid: &quot;%1&quot; is missing or not of the form it must have.</source>
        <extracomment>@info %1 is the name of a member, such as &quot;version&quot;</extracomment>
        <translation>Ihr Manifest ist nicht gültig: „%1“ fehlt oder hat nicht die nötige Form.</translation>
    </message>
    <message>
        <source>Its manifest is not valid: &quot;%1&quot; is not known here.</source>
        <extracomment>@info %1 is the name of a member, such as &quot;version&quot;</extracomment>
        <translation>Ihr Manifest ist nicht gültig: „%1“ ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>Its manifest is not valid: &quot;%1&quot; must be a path below %2, because others may belong to another extension.</source>
        <extracomment>@info %1 is the name of a member, such as &quot;notice&quot;, %2 the beginning of a path, such as &quot;:/acme.sync/&quot;</extracomment>
        <translation>Ihr Manifest ist nicht gültig: „%1“ muss ein Pfad unterhalb von %2 sein, weil andere einer anderen Erweiterung gehören können.</translation>
    </message>
</context>
<context>
    <name>candor::ExtensionNotices</name>
    <message>
        <source>Read the question…</source>
        <extracomment>@action:button opens the question of an extension</extracomment>
        <translation>Frage lesen …</translation>
    </message>
    <message>
        <source>Turn off</source>
        <extracomment>@action:button ends what an extension reports under its own notice</extracomment>
        <translation>Ausschalten</translation>
    </message>
</context>
<context>
    <name>candor::ExtensionRecord</name>
    <message>
        <source>%1 is damaged (%2), so all extensions are off. Switch them on again.</source>
        <extracomment>@info %1 is a file, %2 says what is wrong in it, in English</extracomment>
        <translation>%1 ist beschädigt (%2); deshalb sind alle Erweiterungen ausgeschaltet. Schalten Sie sie wieder ein.</translation>
    </message>
    <message>
        <source>switched off: the program ended while it was starting, on %1</source>
        <extracomment>@info why an extension is off; %1 is a date</extracomment>
        <translation>ausgeschaltet: Das Programm endete, während sie startete, am %1</translation>
    </message>
    <message>
        <source>switched off: it failed to start on %1 (%2)</source>
        <extracomment>@info why an extension is off; %1 is a date, %2 what it says itself</extracomment>
        <translation>ausgeschaltet: Sie konnte am %1 nicht starten (%2)</translation>
    </message>
    <message>
        <source>switched off: it can&apos;t be loaded, on %1 (%2)</source>
        <extracomment>@info why an extension is off; %1 is a date, %2 what the system says, in English</extracomment>
        <translation>ausgeschaltet: Sie konnte am %1 nicht geladen werden (%2)</translation>
    </message>
    <message>
        <source>What stood there is now in %1.</source>
        <extracomment>@info goes after another sentence; %1 is a file</extracomment>
        <translation>Was dort stand, steht jetzt in %1.</translation>
    </message>
    <message>
        <source>switched off: it was running when Candor ended unexpectedly, noticed on %1; it may not be to blame</source>
        <extracomment>@info why an extension is off; %1 is a date</extracomment>
        <translation>ausgeschaltet: Sie lief, als Candor unerwartet endete, bemerkt am %1; vielleicht liegt es nicht an ihr</translation>
    </message>
</context>
<context>
    <name>candor::ExtensionsController</name>
    <message>
        <source>off</source>
        <extracomment>@info how an extension is, goes after the name of who made it</extracomment>
        <translation>ausgeschaltet</translation>
    </message>
    <message>
        <source>starting…</source>
        <extracomment>@info how an extension is, goes after the name of who made it</extracomment>
        <translation>startet …</translation>
    </message>
    <message>
        <source>started in %1 ms</source>
        <extracomment>@info how an extension is, goes after the name of who made it; %1 is a number of milliseconds</extracomment>
        <translation>gestartet in %1 ms</translation>
    </message>
    <message>
        <source>adds a settings page · %1</source>
        <extracomment>@info how an extension is, goes after the name of who made it; %1 is &quot;started in 12 ms&quot;</extracomment>
        <translation>ergänzt eine Einstellungsseite · %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>@title the name of an extension and its version</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>@info below the name of an extension: %1 who made it, %2 how it is, such as &quot;off&quot;</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>On</source>
        <extracomment>@info:status of an extension
----------
@info:status of the application&apos;s telemetry
----------
@info:status of what an extension asks for</extracomment>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Failed</source>
        <extracomment>@info:status of an extension</extracomment>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Not used</source>
        <extracomment>@info:status of an extension that can&apos;t be used</extracomment>
        <translation>Nicht verwendet</translation>
    </message>
    <message>
        <source>Off</source>
        <extracomment>@info:status of what an extension asks for</extracomment>
        <translation>Aus</translation>
    </message>
    <message>
        <source>%1 has a notice of its own</source>
        <extracomment>@title %1 is the name of an extension</extracomment>
        <translation>%1 hat einen eigenen Hinweis</translation>
    </message>
    <message>
        <source>It asks only while Candor’s own telemetry is on.</source>
        <extracomment>@info of an extension</extracomment>
        <translation>Sie fragt nur, solange Candors eigene Telemetrie eingeschaltet ist.</translation>
    </message>
    <message>
        <source>What it records goes to %1, if you agree.</source>
        <translation>Was sie aufzeichnet, geht an %1, wenn Sie zustimmen.</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>Nicht beantwortet</translation>
    </message>
    <message>
        <source>What it records stays on this computer, if you agree.</source>
        <extracomment>@info of an extension</extracomment>
        <translation>Was sie aufzeichnet, bleibt auf diesem Computer, wenn Sie zustimmen.</translation>
    </message>
    <message>
        <source>The extension is off, and asks for nothing.</source>
        <extracomment>@info of an extension with a notice of its own</extracomment>
        <translation>Die Erweiterung ist aus und fragt nach nichts.</translation>
    </message>
</context>
<context>
    <name>candor::ExtensionsPage</name>
    <message>
        <source>Extensions</source>
        <extracomment>@title:window name of a page</extracomment>
        <translation>Erweiterungen</translation>
    </message>
    <message>
        <source>plug-ins add-ons modules</source>
        <extracomment>@info words that the search finds this page by, beside those on the page; separated by spaces</extracomment>
        <translation>Plug-ins Add-ons Module</translation>
    </message>
    <message>
        <source>On</source>
        <extracomment>@option:check an extension</extracomment>
        <translation>Ein</translation>
    </message>
    <message>
        <source>%1 on</source>
        <extracomment>@info:whatsthis for screen readers, of a check box; %1 is the name of an extension</extracomment>
        <translation>%1 eingeschaltet</translation>
    </message>
    <message>
        <source>Try again</source>
        <extracomment>@action:button starts an extension that has failed</extracomment>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Try %1 again</source>
        <extracomment>@info:whatsthis for screen readers, of a button; %1 is the name of an extension</extracomment>
        <translation>%1 erneut versuchen</translation>
    </message>
    <message>
        <source>Plug-ins in folders that only you or an administrator can write to.</source>
        <extracomment>@info description of the page Extensions</extracomment>
        <translation>Plug-ins in Ordnern, in die nur Sie oder die Administration schreiben können.</translation>
    </message>
    <message>
        <source>An extension that is on runs with your rights: it can do whatever you can. Switch on only what you trust.</source>
        <extracomment>@info on the page Extensions</extracomment>
        <translation>Eine eingeschaltete Erweiterung läuft mit Ihren Rechten: Sie kann alles, was Sie können. Schalten Sie nur ein, wem Sie vertrauen.</translation>
    </message>
    <message>
        <source>There are no extensions on this computer.</source>
        <extracomment>@info on the page Extensions</extracomment>
        <translation>Auf diesem Computer gibt es keine Erweiterungen.</translation>
    </message>
    <message>
        <source>What extensions report</source>
        <extracomment>@title:group on the page Extensions</extracomment>
        <translation>Was Erweiterungen melden</translation>
    </message>
    <message>
        <source>Under Candor’s answer</source>
        <extracomment>@label what extensions report</extracomment>
        <translation>Unter der Antwort für Candor</translation>
    </message>
    <message>
        <source>Events declared in Candor’s own catalogue, with the extension’s name in front.</source>
        <extracomment>@info what extensions report</extracomment>
        <translation>Ereignisse aus Candors eigenem Katalog, denen der Name der Erweiterung vorangestellt ist.</translation>
    </message>
    <message>
        <source>If Candor ends unexpectedly, or hangs until you end it, while an extension starts, that one is off at the next start, and named here. One that was only running is named and switched off unless it has proven itself before.</source>
        <extracomment>@info on the page Extensions</extracomment>
        <translation>Wenn Candor unerwartet endet oder hängt, bis Sie es beenden, während eine Erweiterung startet, ist diese beim nächsten Start aus und wird hier genannt. Eine, die nur lief, wird genannt und ausgeschaltet, wenn sie sich nicht schon bewährt hat.</translation>
    </message>
</context>
<context>
    <name>candor::FolderLock</name>
    <message>
        <source>Another program is using %1 and did not finish in time. Try again.</source>
        <extracomment>@info %1 is a folder</extracomment>
        <translation>Ein anderes Programm benutzt %1 und wurde nicht rechtzeitig fertig. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Can&apos;t lock the folder %1: %2.</source>
        <extracomment>@info %1 is a folder, %2 what the operating system says</extracomment>
        <translation>Der Ordner %1 kann nicht gesperrt werden: %2.</translation>
    </message>
</context>
<context>
    <name>candor::GivenIdentity</name>
    <message>
        <source>%1 in the environment is not an ID as Candor hands it on, and is ignored.</source>
        <extracomment>@info %1 is the name of an environment variable</extracomment>
        <translation>%1 in der Umgebung ist keine ID, wie Candor sie weitergibt, und bleibt unbeachtet.</translation>
    </message>
</context>
<context>
    <name>candor::GuidedTour</name>
    <message>
        <source>The folder %1 can’t be made.</source>
        <extracomment>@info:shell %1 is a folder</extracomment>
        <translation>Der Ordner %1 kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>The step “%1” did not work.</source>
        <extracomment>@info:shell %1 is the name of a step of the tour</extracomment>
        <translation>Der Schritt „%1“ ist nicht gelungen.</translation>
    </message>
    <message>
        <source>The picture “%1” can’t be saved.</source>
        <extracomment>@info:shell %1 is the name of a picture</extracomment>
        <translation>Das Bild „%1“ kann nicht gespeichert werden.</translation>
    </message>
</context>
<context>
    <name>candor::ManagedSettings</name>
    <message>
        <source>“%1” found in %2, without effect, because only telemetry.enabled, telemetry.usage and telemetry.errors are known.</source>
        <extracomment>@info %1 is the name of a setting, %2 a file; the three names of settings stay as they are</extracomment>
        <translation>„%1“ gefunden in %2, ohne Wirkung, weil nur telemetry.enabled, telemetry.usage und telemetry.errors bekannt sind.</translation>
    </message>
    <message>
        <source>%1 found in %2, without effect, because %3 does not lock it.</source>
        <extracomment>@info %1 is what stands there, such as &quot;telemetry.enabled&quot;: false; %2 and %3 are files</extracomment>
        <translation>%1 gefunden in %2, ohne Wirkung, weil %3 es nicht sperrt.</translation>
    </message>
    <message>
        <source>“%1” found in %2, without effect, because %3 gives it no value.</source>
        <extracomment>@info %1 is the name of a setting, %2 and %3 are files</extracomment>
        <translation>„%1“ gefunden in %2, ohne Wirkung, weil %3 keinen Wert dafür angibt.</translation>
    </message>
    <message>
        <source>%1 found in %2, without effect, because nobody can agree for others.</source>
        <extracomment>@info %1 is what stands there, such as &quot;telemetry.enabled&quot;: true; %2 is a file or a registry key</extracomment>
        <translation>%1 gefunden in %2, ohne Wirkung, weil niemand für andere zustimmen kann.</translation>
    </message>
    <message>
        <source>The administrator&apos;s file %1 can&apos;t be understood (%2), so nothing is collected.</source>
        <extracomment>@info %1 is the path of a file, %2 a technical reason in English</extracomment>
        <translation>Die Datei %1 der Systemverwaltung ist nicht zu verstehen (%2); deshalb wird nichts erfasst.</translation>
    </message>
    <message>
        <source>The administrator&apos;s file %1 can&apos;t be read (%2), so nothing is collected.</source>
        <extracomment>@info %1 is the path of a file, %2 a reason</extracomment>
        <translation>Die Datei %1 der Systemverwaltung ist nicht lesbar (%2); deshalb wird nichts erfasst.</translation>
    </message>
    <message>
        <source>The administrator&apos;s %1 is a link to what is not there, so nothing is collected.</source>
        <extracomment>@info %1 is the path of a file</extracomment>
        <translation>%1 der Systemverwaltung ist eine Verknüpfung mit etwas, das es nicht gibt; deshalb wird nichts erfasst.</translation>
    </message>
</context>
<context>
    <name>candor::MessageBar</name>
    <message>
        <source>Information</source>
        <extracomment>@info:whatsthis what a screen reader says before a message</extracomment>
        <translation>Information</translation>
    </message>
    <message>
        <source>Warning</source>
        <extracomment>@info:whatsthis what a screen reader says before a message</extracomment>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <extracomment>@info:whatsthis what a screen reader says before a message</extracomment>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Close this message</source>
        <extracomment>@action:button closes a message</extracomment>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>candor::NoticeText</name>
    <message>
        <source>Your answer counts for every copy of this program on this account. Podman Desktop uses the same switch: if you refuse, it is off there, too; if you agree, Podman Desktop still asks its own question.</source>
        <extracomment>@info how far the answer reaches, where the switch in settings.json is Podman Desktop&apos;s too</extracomment>
        <translation>Ihre Antwort gilt für jede Kopie dieses Programms in diesem Benutzerkonto. Podman Desktop verwendet denselben Schalter: Wenn Sie ablehnen, ist er auch dort aus; wenn Sie zustimmen, stellt Podman Desktop trotzdem seine eigene Frage.</translation>
    </message>
    <message>
        <source>Your answer counts for every copy of this program on this account.</source>
        <extracomment>@info how far the answer reaches</extracomment>
        <translation>Ihre Antwort gilt für jede Kopie dieses Programms in diesem Benutzerkonto.</translation>
    </message>
    <message>
        <source>Your answer</source>
        <extracomment>@title heading in the notice: which programs an answer counts for</extracomment>
        <translation>Ihre Antwort</translation>
    </message>
    <message>
        <source>Nothing is collected before you agree, and everything works the same if you don’t.</source>
        <extracomment>@info the question&apos;s first paragraph ends with this</extracomment>
        <translation>Bevor Sie zustimmen, wird nichts erfasst, und wenn Sie nicht zustimmen, funktioniert alles genauso.</translation>
    </message>
    <message>
        <source>It is stored %1 and deleted %2.</source>
        <extracomment>@info %1 is where, &quot;in the EU&quot;; %2 is how long, &quot;after 12 months&quot;</extracomment>
        <translation>Die Daten werden %1 gespeichert und %2 gelöscht.</translation>
    </message>
    <message>
        <source>Who, why and where to</source>
        <extracomment>@title heading in the notice: who asks, why, and where the data goes</extracomment>
        <translation>Wer, wozu und wohin</translation>
    </message>
    <message>
        <source>Usage</source>
        <extracomment>@title heading in the notice and name of a category</extracomment>
        <translation>Nutzung</translation>
    </message>
    <message>
        <source>Errors</source>
        <extracomment>@title heading in the notice and name of a category</extracomment>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Never</source>
        <extracomment>@title heading in the notice: what is never collected</extracomment>
        <translation>Nie</translation>
    </message>
    <message>
        <source>ID</source>
        <extracomment>@title heading in the notice: the identifier</extracomment>
        <translation>ID</translation>
    </message>
    <message>
        <source>Deletion</source>
        <extracomment>@title heading in the notice: how what was sent gets deleted</extracomment>
        <translation>Löschung</translation>
    </message>
    <message>
        <source>Contact</source>
        <extracomment>@title heading in the notice: an address for questions</extracomment>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>What is new</source>
        <extracomment>@title heading in the notice: what is new in this version of it</extracomment>
        <translation>Was neu ist</translation>
    </message>
</context>
<context>
    <name>candor::PolicyKey</name>
    <message>
        <source>The administrator&apos;s policy %1 can&apos;t be read, so nothing is collected.</source>
        <extracomment>@info %1 is a key of the Windows registry</extracomment>
        <translation>Die Richtlinie %1 der Verwaltung kann nicht gelesen werden, deshalb wird nichts gesammelt.</translation>
    </message>
</context>
<context>
    <name>candor::RemovalDialog</name>
    <message>
        <source>&amp;Cancel</source>
        <extracomment>@action:button</extracomment>
        <translation>&amp;Abbrechen</translation>
    </message>
</context>
<context>
    <name>candor::ResourcesController</name>
    <message>
        <source>No container matches the filter.</source>
        <extracomment>@info in place of a list of containers</extracomment>
        <translation>Kein Container passt zum Filter.</translation>
    </message>
    <message>
        <source>There are no containers.</source>
        <extracomment>@info in place of a list of containers</extracomment>
        <translation>Es gibt keine Container.</translation>
    </message>
    <message>
        <source>Waiting for an answer.</source>
        <extracomment>@info in place of a list of containers</extracomment>
        <translation>Auf eine Antwort wird gewartet.</translation>
    </message>
    <message>
        <source>Containers are shown here when an engine is connected.</source>
        <extracomment>@info in place of a list of containers</extracomment>
        <translation>Container werden hier gezeigt, sobald eine Engine verbunden ist.</translation>
    </message>
    <message>
        <source>No container is selected.</source>
        <extracomment>@info beside the buttons for containers</extracomment>
        <translation>Es ist kein Container ausgewählt.</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <extracomment>@title:window %1 is the name of a container</extracomment>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>What was written inside the container is lost. Its image and its volumes stay.</source>
        <extracomment>@info asked before a container is removed</extracomment>
        <translation>Was im Container geschrieben wurde, geht verloren. Sein Image und seine Volumes bleiben.</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <extracomment>@action:button removes a container</extracomment>
        <translation>&amp;Entfernen</translation>
    </message>
</context>
<context>
    <name>candor::ResourcesPage</name>
    <message>
        <source>Resources</source>
        <extracomment>@title:window name of a page</extracomment>
        <translation>Ressourcen</translation>
    </message>
    <message>
        <source>Container engines on this computer. They are watched while this page or a command uses them.</source>
        <extracomment>@info description of the page Resources</extracomment>
        <translation>Container-Engines auf diesem Computer. Sie werden beobachtet, solange diese Seite oder ein Befehl sie benutzt.</translation>
    </message>
    <message>
        <source>container engines podman docker start stop restart remove images volumes pods</source>
        <extracomment>@info words that the search finds this page by; separated by spaces</extracomment>
        <translation>Container Engines Podman Docker starten stoppen neu entfernen Images Volumes Pods</translation>
    </message>
    <message>
        <source>All (%1)</source>
        <extracomment>@item:inlistbox containers that are shown; %1 is a number</extracomment>
        <translation>Alle (%1)</translation>
    </message>
    <message>
        <source>Running (%1)</source>
        <extracomment>@item:inlistbox containers that are shown; %1 is a number</extracomment>
        <translation>Laufend (%1)</translation>
    </message>
    <message>
        <source>Stopped (%1)</source>
        <extracomment>@item:inlistbox containers that are shown; %1 is a number</extracomment>
        <translation>Gestoppt (%1)</translation>
    </message>
    <message>
        <source>Filter containers</source>
        <extracomment>@info:placeholder</extracomment>
        <translation>Container filtern</translation>
    </message>
    <message>
        <source>Shows only containers whose name, image or engine contains what you type</source>
        <extracomment>@info:whatsthis for screen readers</extracomment>
        <translation>Zeigt nur Container, deren Name, Image oder Engine den eingegebenen Text enthält</translation>
    </message>
    <message>
        <source>State</source>
        <extracomment>@info:whatsthis for screen readers, of the list of states</extracomment>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Shows only containers in this state</source>
        <extracomment>@info:whatsthis for screen readers</extracomment>
        <translation>Zeigt nur Container in diesem Zustand</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <extracomment>@action:button starts a container</extracomment>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <extracomment>@action:button stops a container</extracomment>
        <translation>Sto&amp;ppen</translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <extracomment>@action:button restarts a container</extracomment>
        <translation>&amp;Neu starten</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <extracomment>@action:button asks before it removes a container</extracomment>
        <translation>&amp;Entfernen …</translation>
    </message>
    <message>
        <source>Remove all the same</source>
        <extracomment>@action:button removes a container although it is running</extracomment>
        <translation>Trotzdem entfernen</translation>
    </message>
    <message>
        <source>Try again</source>
        <extracomment>@action:button does again what failed</extracomment>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Containers</source>
        <extracomment>@info:whatsthis for screen readers, of the table</extracomment>
        <translation>Container</translation>
    </message>
    <message>
        <source>If you agreed to it, Candor records that a container was started, how long it took and whether it worked; never its name.</source>
        <extracomment>@info below the list of containers</extracomment>
        <translation>Wenn Sie zugestimmt haben, erfasst Candor, dass ein Container gestartet wurde, wie lange es dauerte und ob es gelang; nie seinen Namen.</translation>
    </message>
    <message>
        <source>See it in Activity</source>
        <extracomment>@action a link to the page Activity</extracomment>
        <translation>In Aktivität ansehen</translation>
    </message>
    <message>
        <source>not known</source>
        <extracomment>@info in place of a number</extracomment>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>Container engine</source>
        <extracomment>@info name of a container engine of which nothing is known</extracomment>
        <translation>Container-Engine</translation>
    </message>
    <message>
        <source>Not asked</source>
        <extracomment>@info state of a container engine, very short</extracomment>
        <translation>Nicht gefragt</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <extracomment>@info state of a container engine, very short</extracomment>
        <translation>Verbinden …</translation>
    </message>
    <message>
        <source>Connected</source>
        <extracomment>@info state of a container engine, very short</extracomment>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>No permission</source>
        <extracomment>@info state of a container engine, very short</extracomment>
        <translation>Keine Berechtigung</translation>
    </message>
    <message>
        <source>Not running</source>
        <extracomment>@info state of a container engine, very short</extracomment>
        <translation>Läuft nicht</translation>
    </message>
    <message>
        <source>No answer</source>
        <extracomment>@info state of a container engine, very short</extracomment>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>Not understood</source>
        <extracomment>@info state of a container engine, very short: what it answers</extracomment>
        <translation>Nicht verstanden</translation>
    </message>
    <message>
        <source>Not used</source>
        <extracomment>@info state of a container engine, very short: Candor does not use it</extracomment>
        <translation>Nicht benutzt</translation>
    </message>
    <message>
        <source>Running: %1</source>
        <extracomment>@info how many containers run; %1 is a number or &quot;not known&quot;</extracomment>
        <translation>Laufend: %1</translation>
    </message>
    <message>
        <source>Stopped: %1</source>
        <extracomment>@info how many containers are stopped; %1 is a number or &quot;not known&quot;</extracomment>
        <translation>Gestoppt: %1</translation>
    </message>
    <message>
        <source>Images: %1</source>
        <extracomment>@info %1 is a number or &quot;not known&quot;</extracomment>
        <translation>Images: %1</translation>
    </message>
    <message>
        <source>Volumes: %1</source>
        <extracomment>@info %1 is a number or &quot;not known&quot;</extracomment>
        <translation>Volumes: %1</translation>
    </message>
    <message>
        <source>Pods: %1</source>
        <extracomment>@info %1 is a number or &quot;not known&quot;</extracomment>
        <translation>Pods: %1</translation>
    </message>
    <message>
        <source>Created</source>
        <extracomment>@info state of a container</extracomment>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Running</source>
        <extracomment>@info state of a container</extracomment>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Paused</source>
        <extracomment>@info state of a container</extracomment>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Stopped</source>
        <extracomment>@info state of a container</extracomment>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Dead</source>
        <extracomment>@info state of a container that can only be removed</extracomment>
        <translation>Tot</translation>
    </message>
    <message>
        <source>Starting…</source>
        <extracomment>@info state of a container, while it is started</extracomment>
        <translation>Startet …</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <extracomment>@info state of a container, while it is stopped</extracomment>
        <translation>Stoppt …</translation>
    </message>
    <message>
        <source>Restarting…</source>
        <extracomment>@info state of a container, while it is restarted</extracomment>
        <translation>Startet neu …</translation>
    </message>
    <message>
        <source>Removing…</source>
        <extracomment>@info state of a container, while it is removed</extracomment>
        <translation>Wird entfernt …</translation>
    </message>
    <message>
        <source>%1 could not be started.</source>
        <extracomment>@info:status %1 is the name of a container</extracomment>
        <translation>%1 konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>%1 could not be stopped.</source>
        <extracomment>@info:status %1 is the name of a container</extracomment>
        <translation>%1 konnte nicht gestoppt werden.</translation>
    </message>
    <message>
        <source>%1 could not be restarted.</source>
        <extracomment>@info:status %1 is the name of a container</extracomment>
        <translation>%1 konnte nicht neu gestartet werden.</translation>
    </message>
    <message>
        <source>%1 could not be removed.</source>
        <extracomment>@info:status %1 is the name of a container</extracomment>
        <translation>%1 konnte nicht entfernt werden.</translation>
    </message>
    <message>
        <source>The engine says: %1 (status %2)</source>
        <extracomment>@info:status %1 is the engine&apos;s message, %2 a number of HTTP</extracomment>
        <translation>Die Engine meldet: %1 (Status %2)</translation>
    </message>
    <message>
        <source>Stop &amp;waiting</source>
        <extracomment>@action:button waits no longer until a container has been started, stopped and so on</extracomment>
        <translation>Nicht länger &amp;warten</translation>
    </message>
    <message>
        <source>Copy message</source>
        <extracomment>@action:button copies what an engine said to the clipboard</extracomment>
        <translation>Meldung kopieren</translation>
    </message>
</context>
<context>
    <name>candor::Settings</name>
    <message>
        <source>%1 was damaged and has been replaced. What stood in it is now in %2.</source>
        <extracomment>@info %1 and %2 are files</extracomment>
        <translation>%1 war beschädigt und wurde ersetzt. Was darin stand, steht jetzt in %2.</translation>
    </message>
</context>
<context>
    <name>candor::SettingsFile</name>
    <message>
        <source>%1 says %2. Anything but true refuses, so this counts as a no; an answer replaces it.</source>
        <extracomment>@info %1 is a file, %2 what stands in it, such as &quot;telemetry.enabled&quot;: &quot;false&quot;</extracomment>
        <translation>In %1 steht %2. Alles außer true lehnt ab, deshalb gilt das als Nein; eine Antwort ersetzt es.</translation>
    </message>
    <message>
        <source>%1 had other names too (hard links). Those still hold the old content; link them again.</source>
        <extracomment>@info after a file was written; %1 is its path</extracomment>
        <translation>%1 hatte noch andere Namen (feste Verknüpfungen). Diese enthalten noch den alten Inhalt; verknüpfen Sie sie neu.</translation>
    </message>
    <message>
        <source>%1 is damaged (%2). Correct it, or remove it to begin with an empty one.</source>
        <extracomment>@info %1 is a file, %2 says what is wrong in it, in English</extracomment>
        <translation>%1 ist beschädigt (%2). Berichtigen Sie die Datei, oder entfernen Sie sie, um mit einer leeren zu beginnen.</translation>
    </message>
    <message>
        <source>There is no home folder, so settings can&apos;t be kept. Set HOME to your folder.</source>
        <extracomment>@info</extracomment>
        <translation>Es gibt keinen Benutzerordner, deshalb können Einstellungen nicht aufbewahrt werden. Setzen Sie HOME auf Ihren Ordner.</translation>
    </message>
    <message>
        <source>%1 stands in it more than once</source>
        <extracomment>@info:inline %1 is the name of a setting; stands in brackets after the name of a file</extracomment>
        <translation>%1 steht mehr als einmal darin</translation>
    </message>
</context>
<context>
    <name>candor::SettingsWindow</name>
    <message>
        <source>Settings › Preferences › Telemetry</source>
        <extracomment>@info where the page is on which an answer can be changed, &quot;›&quot; stands between the steps</extracomment>
        <translation>Einstellungen › Voreinstellungen › Telemetrie</translation>
    </message>
    <message>
        <source>Nothing found for “%1”</source>
        <extracomment>@info what the search field found; %1 is what was typed</extracomment>
        <translation>Nichts gefunden für „%1“</translation>
    </message>
    <message>
        <source>Candor — Settings</source>
        <extracomment>@title:window</extracomment>
        <translation>Candor — Einstellungen</translation>
    </message>
    <message>
        <source>Search settings</source>
        <extracomment>@info:placeholder</extracomment>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Shows only pages whose names and descriptions contain what you type</source>
        <extracomment>@info:whatsthis for screen readers, of the search field</extracomment>
        <translation>Zeigt nur Seiten, deren Namen und Beschreibungen Ihre Eingabe enthalten</translation>
    </message>
    <message>
        <source>Pages</source>
        <extracomment>@info:whatsthis for screen readers, of the list of pages</extracomment>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Preferences</source>
        <extracomment>@title:group of pages</extracomment>
        <translation>Voreinstellungen</translation>
    </message>
    <message>
        <source>Privacy</source>
        <extracomment>@title:group of pages</extracomment>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <source>Settings</source>
        <extracomment>@title:group of pages</extracomment>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>candor::Telemetry</name>
    <message>
        <source>Nothing is collected now.</source>
        <extracomment>@info why nothing was sent</extracomment>
        <translation>Zurzeit wird nichts erfasst.</translation>
    </message>
    <message>
        <source>What was recorded could not be stored yet.</source>
        <extracomment>@info why not everything was sent</extracomment>
        <translation>Was erfasst wurde, konnte noch nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>No recipient is set up, so nothing is sent.</source>
        <extracomment>@info why nothing was sent</extracomment>
        <translation>Es ist kein Empfänger eingerichtet, deshalb wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Telemetry is off in a process that was made by fork().</source>
        <extracomment>@info why telemetry is off; fork() is a function of the operating system</extracomment>
        <translation>Die Telemetrie ist in einem Prozess ausgeschaltet, der durch fork() entstanden ist.</translation>
    </message>
    <message>
        <source>The destination can&apos;t be used, so nothing is sent: %1.</source>
        <extracomment>@info for developers; %1 is what is wrong with the address or the key</extracomment>
        <translation>Das Ziel ist nicht zu gebrauchen, also wird nichts gesendet: %1.</translation>
    </message>
    <message>
        <source>Telemetry is off until its settings have been read.</source>
        <extracomment>@info why telemetry is off: the files take long to read</extracomment>
        <translation>Telemetrie ist aus, bis ihre Einstellungen gelesen sind.</translation>
    </message>
</context>
<context>
    <name>candor::TelemetryContext</name>
    <message>
        <source>is noticed within a second: its files can’t be watched and are read again</source>
        <translation>wird innerhalb einer Sekunde bemerkt: Die Dateien lassen sich nicht beobachten und werden immer wieder gelesen</translation>
    </message>
    <message>
        <source>is noticed within %1 seconds: its files can’t be watched and are read again</source>
        <translation>wird innerhalb von %1 Sekunden bemerkt: Die Dateien lassen sich nicht beobachten und werden immer wieder gelesen</translation>
    </message>
    <message>
        <source>The notice %1 can’t be read, so nobody can be asked and nothing is collected.</source>
        <translation>Der Hinweis %1 ist nicht lesbar; deshalb kann niemand gefragt werden, und nichts wird erfasst.</translation>
    </message>
    <message>
        <source>The IDs of past days can’t be told here, because telemetry is refused for this run and what is recorded is not opened.</source>
        <extracomment>@info of ids that are needed for a request to delete what was sent</extracomment>
        <translation>Die IDs vergangener Tage lassen sich hier nicht angeben, weil Telemetrie für diesen Lauf abgelehnt ist und Aufgezeichnetes nicht geöffnet wird.</translation>
    </message>
    <message>
        <source>The IDs of past days can’t be read now: %1.</source>
        <extracomment>@info of ids that are needed for a request to delete what was sent; %1 is a reason</extracomment>
        <translation>Die IDs vergangener Tage lassen sich jetzt nicht lesen: %1.</translation>
    </message>
</context>
<context>
    <name>candor::TelemetryPage</name>
    <message>
        <source>Telemetry</source>
        <extracomment>@title:window name of the page</extracomment>
        <translation>Telemetrie</translation>
    </message>
    <message>
        <source>Privacy statement</source>
        <extracomment>@action a link to a web page</extracomment>
        <translation>Datenschutzerklärung</translation>
    </message>
    <message>
        <source>consent, tracking, analytics, data collection, privacy</source>
        <extracomment>@info words that the search finds this page by, besides those on it</extracomment>
        <translation>Einwilligung, Zustimmung, Tracking, Analyse, Datenerfassung, Datenschutz</translation>
    </message>
    <message>
        <source>Turn &amp;off</source>
        <extracomment>@action:button</extracomment>
        <translation>Ausschal&amp;ten</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <extracomment>@action:button leaves telemetry on</extracomment>
        <translation>An&amp;lassen</translation>
    </message>
    <message>
        <source>Read the quest&amp;ion</source>
        <extracomment>@action:button opens the question</extracomment>
        <translation>Fra&amp;ge lesen</translation>
    </message>
    <message>
        <source>&amp;Usage</source>
        <extracomment>@option:check a category</extracomment>
        <translation>N&amp;utzung</translation>
    </message>
    <message>
        <source>&amp;Errors</source>
        <extracomment>@option:check a category</extracomment>
        <translation>&amp;Fehler</translation>
    </message>
    <message>
        <source>The &amp;notice</source>
        <extracomment>@action:button opens the notice below it</extracomment>
        <translation>Der &amp;Hinweis</translation>
    </message>
    <message>
        <source>On this computer</source>
        <extracomment>@title:group</extracomment>
        <translation>Auf diesem Computer</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <extracomment>@action:button shows the events</extracomment>
        <translation>A&amp;nsehen</translation>
    </message>
    <message>
        <source>Shows every event, as it is sent</source>
        <extracomment>@info:whatsthis read aloud</extracomment>
        <translation>Zeigt jedes Ereignis, wie es gesendet wird</translation>
    </message>
    <message>
        <source>Last delivery</source>
        <extracomment>@label</extracomment>
        <translation>Letzte Zustellung</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <extracomment>@action:button copies the identifier</extracomment>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copies the ID</source>
        <extracomment>@info:whatsthis read aloud</extracomment>
        <translation>Kopiert die ID</translation>
    </message>
    <message>
        <source>What is collected</source>
        <extracomment>@title:group</extracomment>
        <translation>Was erfasst wird</translation>
    </message>
    <message>
        <source>Hide the &amp;files</source>
        <extracomment>@action:button closes the list of files</extracomment>
        <translation>&amp;Dateien verbergen</translation>
    </message>
    <message>
        <source>Show the %1 &amp;files</source>
        <translation>Die %1 &amp;Dateien zeigen</translation>
    </message>
    <message>
        <source>Not there yet</source>
        <extracomment>@action:button opens the folder in the file manager</extracomment>
        <translation>Noch nicht da</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Copied</source>
        <extracomment>@action:button the identifier was copied</extracomment>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>candor::TelemetryPageController</name>
    <message>
        <source>You refused. That could not be saved, so it holds only until %1 is closed.</source>
        <extracomment>@info %1 is the application</extracomment>
        <translation>Sie haben abgelehnt. Das ließ sich nicht speichern und gilt deshalb nur, bis %1 geschlossen wird.</translation>
    </message>
    <message>
        <source>Nothing is collected.</source>
        <extracomment>@info nothing is recorded or sent</extracomment>
        <translation>Es wird nichts erfasst.</translation>
    </message>
    <message>
        <source>You agreed to notice %1, which has changed since. Nothing is collected until you agree again.</source>
        <extracomment>@info %1 is a number</extracomment>
        <translation>Sie haben Hinweis %1 zugestimmt, der sich seither geändert hat. Es wird nichts erfasst, bis Sie erneut zustimmen.</translation>
    </message>
    <message>
        <source>You agreed before, to another recipient. Nothing is collected until you agree again.</source>
        <translation>Sie haben früher zugestimmt, zu einem anderen Empfänger. Es wird nichts erfasst, bis Sie erneut zustimmen.</translation>
    </message>
    <message>
        <source>You have not answered yet. Nothing is collected until you agree.</source>
        <translation>Sie haben noch nicht geantwortet. Es wird nichts erfasst, bis Sie zustimmen.</translation>
    </message>
    <message>
        <source>You have not answered. Nothing is collected.</source>
        <translation>Sie haben nicht geantwortet. Es wird nichts erfasst.</translation>
    </message>
    <message>
        <source>Turned off since %1.</source>
        <extracomment>@info a date; see also &quot;Turned off in settings.json&quot;</extracomment>
        <translation>Ausgeschaltet seit dem %1.</translation>
    </message>
    <message>
        <source>You refused on %1 (notice %2).</source>
        <extracomment>@info %1 is a date, %2 the number of the notice</extracomment>
        <translation>Sie haben am %1 abgelehnt (Hinweis %2).</translation>
    </message>
    <message>
        <source>You agreed on %1 (notice %2).</source>
        <extracomment>@info %1 is a date, %2 the number of the notice</extracomment>
        <translation>Sie haben am %1 zugestimmt (Hinweis %2).</translation>
    </message>
    <message>
        <source>If you turn this off, collecting stops at once and what was kept is erased.</source>
        <translation>Wenn Sie dies ausschalten, endet das Erfassen sofort, und was aufbewahrt wurde, wird gelöscht.</translation>
    </message>
    <message>
        <source>If you turn this off, collecting stops at once and what is waiting is erased.</source>
        <translation>Wenn Sie dies ausschalten, endet das Erfassen sofort, und was wartet, wird gelöscht.</translation>
    </message>
    <message>
        <source>What was already sent is deleted %1, or when you ask for it.</source>
        <extracomment>@info %1 is &quot;after 12 months&quot;</extracomment>
        <translation>Was schon gesendet wurde, wird %1 gelöscht oder wenn Sie es verlangen.</translation>
    </message>
    <message>
        <source>This build sends nothing: there is no sender in it, and nothing is kept.</source>
        <extracomment>@info the program was built without a sender</extracomment>
        <translation>Diese Programmfassung sendet nichts: Sie enthält keinen Sender, und nichts wird aufbewahrt.</translation>
    </message>
    <message>
        <source>Managed by your organization: turned off for everybody on this computer.</source>
        <extracomment>@info %1 is the path of a file</extracomment>
        <translation>Von Ihrer Organisation verwaltet: für alle auf diesem Computer ausgeschaltet.</translation>
    </message>
    <message>
        <source>Managed by your organization: turned off in %1.</source>
        <translation>Von Ihrer Organisation verwaltet: ausgeschaltet in %1.</translation>
    </message>
    <message>
        <source>Your answer stays as it is.</source>
        <extracomment>@info behind a sentence that says who refuses; the person has answered</extracomment>
        <translation>Ihre Antwort bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Refused by the environment variable %1, for this run only.</source>
        <extracomment>@info %1 is the name of an environment variable</extracomment>
        <translation>Von der Umgebungsvariable %1 abgelehnt, nur für diesen Lauf.</translation>
    </message>
    <message>
        <source>Refused because this is an automated build (CI), for this run only.</source>
        <translation>Abgelehnt, weil dies ein automatischer Lauf (CI) ist, nur für diesen Lauf.</translation>
    </message>
    <message>
        <source>Turned off in settings.json, by another program or by hand. Only your answer here turns it on again.</source>
        <translation>In settings.json ausgeschaltet, von einem anderen Programm oder von Hand. Nur Ihre Antwort hier schaltet es wieder ein.</translation>
    </message>
    <message>
        <source>Managed by your organization</source>
        <extracomment>@info beside a check box that can&apos;t be used</extracomment>
        <translation>Von Ihrer Organisation verwaltet</translation>
    </message>
    <message>
        <source>&amp;Record usage data</source>
        <extracomment>@option:check the switch where nothing can be sent</extracomment>
        <translation>Nutzungsdaten auf&amp;zeichnen</translation>
    </message>
    <message>
        <source>&amp;Send usage data</source>
        <extracomment>@option:check the switch</extracomment>
        <translation>Nutzungsdaten &amp;senden</translation>
    </message>
    <message>
        <source>Telemetry was turned on in a terminal.</source>
        <extracomment>@info a yes was given with the command line tool</extracomment>
        <translation>Telemetrie wurde in einem Terminal eingeschaltet.</translation>
    </message>
    <message>
        <source>%1 has not asked again since its question was closed twice.</source>
        <extracomment>@info %1 is the application</extracomment>
        <translation>%1 fragt nicht mehr, seit die Frage zweimal geschlossen wurde.</translation>
    </message>
    <message>
        <source>Kept on this computer</source>
        <extracomment>@label events that stay on this computer</extracomment>
        <translation>Auf diesem Computer aufbewahrt</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Wartet auf das Senden</translation>
    </message>
    <message>
        <source>Not known</source>
        <extracomment>@info the number of events can&apos;t be read
----------
@info a badge: no delivery is recorded; what was recorded may have been erased</extracomment>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Nothing</source>
        <extracomment>@info no events</extracomment>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>1 event, %1</source>
        <extracomment>@info %1 is a size</extracomment>
        <translation>1 Ereignis, %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 events, %2</source>
        <extracomment>@info %1 is a number, %2 a size</extracomment>
        <translation>
            <numerusform>%1 Ereignis, %2</numerusform>
            <numerusform>%1 Ereignisse, %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Just now</source>
        <extracomment>@info when something was delivered</extracomment>
        <translation>Gerade eben</translation>
    </message>
    <message>
        <source>1 minute ago</source>
        <extracomment>@info when something was delivered</extracomment>
        <translation>Vor 1 Minute</translation>
    </message>
    <message numerus="yes">
        <source>%1 minutes ago</source>
        <extracomment>@info when something was delivered; %1 is a number</extracomment>
        <translation>
            <numerusform>Vor %1 Minute</numerusform>
            <numerusform>Vor %1 Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>1 hour ago</source>
        <extracomment>@info when something was delivered</extracomment>
        <translation>Vor 1 Stunde</translation>
    </message>
    <message numerus="yes">
        <source>%1 hours ago</source>
        <extracomment>@info when something was delivered; %1 is a number</extracomment>
        <translation>
            <numerusform>Vor %1 Stunde</numerusform>
            <numerusform>Vor %1 Stunden</numerusform>
        </translation>
    </message>
    <message>
        <source>This build sends nothing</source>
        <extracomment>@info in place of the last delivery</extracomment>
        <translation>Diese Programmfassung sendet nichts</translation>
    </message>
    <message>
        <source>Records stay on this computer: no recipient is set up</source>
        <extracomment>@info in place of the last delivery</extracomment>
        <translation>Die Aufzeichnungen bleiben auf diesem Computer: Es ist kein Empfänger eingerichtet</translation>
    </message>
    <message>
        <source>Paused</source>
        <extracomment>@info a badge: sending waits for something to change</extracomment>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>None on record</source>
        <translation>Keine verzeichnet</translation>
    </message>
    <message>
        <source>Goes to %1</source>
        <extracomment>@info %1 is a host name</extracomment>
        <translation>Geht an %1</translation>
    </message>
    <message>
        <source>Delivered</source>
        <extracomment>@info a badge: the last delivery arrived</extracomment>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <extracomment>@info %1 is a moment such as &quot;2 minutes ago&quot;, %2 a host name</extracomment>
        <translation>%1 an %2</translation>
    </message>
    <message>
        <source>Failed</source>
        <extracomment>@info a badge: the last delivery did not arrive</extracomment>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>ID, shared with Red Hat’s tools</source>
        <extracomment>@label the identifier</extracomment>
        <translation>ID, auch für Werkzeuge von Red Hat</translation>
    </message>
    <message>
        <source>ID</source>
        <extracomment>@label a file</extracomment>
        <translation>ID</translation>
    </message>
    <message>
        <source>not known yet</source>
        <extracomment>@info in place of the identifier before a yes</extracomment>
        <translation>noch nicht bekannt</translation>
    </message>
    <message>
        <source>made if you agree</source>
        <translation>entsteht, wenn Sie zustimmen</translation>
    </message>
    <message>
        <source>Switch, answer, events</source>
        <extracomment>@label what stands in the files: the switch (settings.json), the answer (consent.json), the events, the identifier</extracomment>
        <translation>Schalter, Antwort, Ereignisse</translation>
    </message>
    <message>
        <source>Switch, answer, events, ID</source>
        <translation>Schalter, Antwort, Ereignisse, ID</translation>
    </message>
    <message>
        <source>Switch</source>
        <extracomment>@label a file</extracomment>
        <translation>Schalter</translation>
    </message>
    <message>
        <source>Answer</source>
        <extracomment>@label a file</extracomment>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Events</source>
        <extracomment>@label a folder</extracomment>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>ID of today</source>
        <extracomment>@label the identifier, which is another one each day</extracomment>
        <translation>ID von heute</translation>
    </message>
    <message>
        <source>ID, until you close the application</source>
        <extracomment>@label the identifier, which is another one each time the application starts</extracomment>
        <translation>ID, bis Sie das Programm schließen</translation>
    </message>
</context>
<context>
    <name>candor::Translation</name>
    <message>
        <source>en</source>
        <extracomment>not shown: the tag of the language that these texts are in, such as &quot;de&quot; or &quot;pt_BR&quot;</extracomment>
        <translation>de</translation>
    </message>
</context>
<context>
    <name>candor::TrustedPath</name>
    <message>
        <source>Who can write to %1 can&apos;t be told on this system, so it is not used.</source>
        <extracomment>@info %1 is a file or folder</extracomment>
        <translation>Wer in %1 schreiben kann, lässt sich auf diesem System nicht feststellen; deshalb wird es nicht verwendet.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be looked at.</source>
        <extracomment>@info %1 is a file or folder</extracomment>
        <translation>%1 kann nicht untersucht werden.</translation>
    </message>
    <message>
        <source>%1 belongs to another user.</source>
        <extracomment>@info %1 is a file or folder</extracomment>
        <translation>%1 gehört einem anderen Benutzerkonto.</translation>
    </message>
    <message>
        <source>%1 is a link. Put the file itself there.</source>
        <extracomment>@info %1 is a file or folder</extracomment>
        <translation>%1 ist eine Verknüpfung. Legen Sie die Datei selbst dorthin.</translation>
    </message>
    <message>
        <source>Others can write to %1. Take that right from them (chmod go-w).</source>
        <extracomment>@info %1 is a file or folder; the part in parentheses is a command, not to be translated</extracomment>
        <translation>Andere können in %1 schreiben. Nehmen Sie ihnen dieses Recht (chmod go-w).</translation>
    </message>
</context>
<context>
    <name>candor::UploadController</name>
    <message>
        <source>Sending was stopped, because what is agreed to has changed.</source>
        <extracomment>@info why nothing was sent</extracomment>
        <translation>Das Senden wurde beendet, weil sich geändert hat, wozu zugestimmt ist.</translation>
    </message>
</context>
<context>
    <name>candor::Uploader</name>
    <message>
        <source>no recipient is set up</source>
        <extracomment>@info why nothing is sent</extracomment>
        <translation>kein Empfänger eingerichtet</translation>
    </message>
    <message>
        <source>another process is sending</source>
        <extracomment>@info why nothing is sent right now</extracomment>
        <translation>ein anderer Prozess sendet gerade</translation>
    </message>
    <message>
        <source>What looks too old waits until it is clear that the clock is right: until the next start, or for a day.</source>
        <extracomment>@info why something waits</extracomment>
        <translation>Was zu alt aussieht, wartet, bis klar ist, dass die Uhr richtig geht: bis zum nächsten Start oder einen Tag lang.</translation>
    </message>
</context>
<context>
    <name>candor::Verdict</name>
    <message>
        <source>settings.json is damaged or can’t be read, so nothing is collected or sent until that is put right.</source>
        <extracomment>@info why telemetry is off although the person may have agreed</extracomment>
        <translation>settings.json ist beschädigt oder nicht lesbar; bis das behoben ist, wird nichts erfasst oder gesendet.</translation>
    </message>
    <message>
        <source>Your organization’s file %1 can’t be read, so nothing is collected or sent until that is put right.</source>
        <extracomment>@info who decided about telemetry; %1 is a file</extracomment>
        <translation>Die Datei %1 Ihrer Organisation ist nicht lesbar; bis das behoben ist, wird nichts erfasst oder gesendet.</translation>
    </message>
    <message>
        <source>You agreed.</source>
        <extracomment>@info who decided about telemetry</extracomment>
        <translation>Sie haben zugestimmt.</translation>
    </message>
    <message>
        <source>It was turned off in settings.json.</source>
        <extracomment>@info who decided about telemetry</extracomment>
        <translation>Es wurde in settings.json ausgeschaltet.</translation>
    </message>
    <message>
        <source>You refused.</source>
        <extracomment>@info who decided about telemetry</extracomment>
        <translation>Sie haben abgelehnt.</translation>
    </message>
    <message>
        <source>What is collected has changed since you agreed, so nothing is collected until you answer again.</source>
        <extracomment>@info why telemetry is off although the person once agreed</extracomment>
        <translation>Was erfasst wird, hat sich seit Ihrer Zustimmung geändert; deshalb wird nichts erfasst, bis Sie erneut antworten.</translation>
    </message>
    <message>
        <source>The recipient has changed since you agreed, so nothing is collected until you answer again.</source>
        <extracomment>@info why telemetry is off although the person once agreed</extracomment>
        <translation>Der Empfänger hat sich seit Ihrer Zustimmung geändert; deshalb wird nichts erfasst, bis Sie erneut antworten.</translation>
    </message>
    <message>
        <source>You answered in a newer version, so this older one collects nothing.</source>
        <extracomment>@info why telemetry is off although the person once agreed</extracomment>
        <translation>Sie haben in einer neueren Version geantwortet; deshalb erfasst diese ältere nichts.</translation>
    </message>
    <message>
        <source>Your answer was for other data, so nothing is collected until you answer again.</source>
        <extracomment>@info why telemetry is off although the person once agreed</extracomment>
        <translation>Ihre Antwort galt anderen Daten; deshalb wird nichts erfasst, bis Sie erneut antworten.</translation>
    </message>
    <message>
        <source>The answer found here was given on another computer or account, so it does not count.</source>
        <extracomment>@info why telemetry is off although consent.json says yes</extracomment>
        <translation>Die hier gefundene Antwort wurde auf einem anderen Computer oder in einem anderen Benutzerkonto gegeben; deshalb gilt sie nicht.</translation>
    </message>
    <message>
        <source>The answer found here is dated in the future, so it does not count.</source>
        <extracomment>@info why telemetry is off although consent.json says yes</extracomment>
        <translation>Die hier gefundene Antwort trägt ein Datum in der Zukunft; deshalb gilt sie nicht.</translation>
    </message>
    <message>
        <source>The answer found here can’t be read, so it does not count.</source>
        <extracomment>@info why telemetry is off although consent.json may say yes</extracomment>
        <translation>Die hier gefundene Antwort ist nicht lesbar; deshalb gilt sie nicht.</translation>
    </message>
    <message>
        <source>Nobody has answered yet, so nothing is collected.</source>
        <extracomment>@info nobody decided about telemetry yet</extracomment>
        <translation>Noch hat niemand geantwortet; deshalb wird nichts erfasst.</translation>
    </message>
    <message>
        <source>This build of %1 sends nothing.</source>
        <extracomment>@info who decided about telemetry; %1 is the application</extracomment>
        <translation>Diese Fassung von %1 sendet nichts.</translation>
    </message>
    <message>
        <source>Your organization turned it off, in %1.</source>
        <extracomment>@info who decided about telemetry; %1 is a file</extracomment>
        <translation>Ihre Organisation hat es ausgeschaltet, in %1.</translation>
    </message>
    <message>
        <source>The environment variable %1 refuses, for this run only.</source>
        <extracomment>@info who decided about telemetry; %1 is an environment variable</extracomment>
        <translation>Die Umgebungsvariable %1 lehnt ab, nur für diesen Lauf.</translation>
    </message>
    <message>
        <source>This looks like an automated run (%1 is set), so nothing is collected.</source>
        <extracomment>@info who decided about telemetry; %1 is an environment variable</extracomment>
        <translation>Dies sieht nach einem automatischen Lauf aus (%1 ist gesetzt); deshalb wird nichts erfasst.</translation>
    </message>
</context>
</TS>
