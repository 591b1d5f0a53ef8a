package metatextgrad.rollout;

import java.util.SortedMap;
import java.util.TreeMap;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.decide.Rows;
import metatextgrad.json.ServingJson;
import metatextgrad.model.Program;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand.LabelCommand;
import metatextgrad.model.event.Serving;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.GateContest.Stage;
import metatextgrad.model.serving.VersionLabels;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a project's versions. A change of labels is a new revision of the serving table:
 * its serial stays, so users keep their versions and a comparison continues.
 */
record LabelStep(DecisionBuilder decision, RolloutKeys keys) {
    /** Drops a command for an older revision; keeps one for a version that may still arrive. */
    void handle(LabelCommand command) {
        PromptsServed table = decision.get(keys.table());
        int order = table == null ? 1 : command.seen().compareTo(table.marks().revision());
        if (order < 0) {
            decision.ignore(IgnoreReason.STALE);
        } else if (table == null || order > 0 || isOfUnknownVersion(command)) {
            if (command.equals(decision.get(keys.labelCommand(command.seen()))))
                decision.ignore(IgnoreReason.DUPLICATE);
            else decision.put(keys.labelCommand(command.seen()), command);
        } else {
            apply(table, command);
        }
    }

    /** Handles commands that arrived before the present revision, or before their version. */
    void handleEarly() {
        PromptsServed table = decision.get(keys.table());
        if (table == null) return;
        Serial revision = table.marks().revision();
        decision.keys(keys.labelCommands()).stream()
                .filter(key -> key.text().compareTo(keys.labelCommand(revision).text()) < 0)
                .forEach(decision::delete);
        LabelCommand command = decision.get(keys.labelCommand(revision));
        if (command == null || isOfUnknownVersion(command)) return;
        decision.delete(keys.labelCommand(revision));
        apply(table, command);
    }

    private void apply(PromptsServed table, LabelCommand command) {
        VersionId before = table.marks().labels().get(command.label());
        VersionId named = command.named();
        if (named == null ? before == null : named.equals(before)) {
            decision.ignore(IgnoreReason.STALE);
            return;
        }
        PromptsServed next = table.marked(table.marks().with(command.label(), named));
        decision.put(keys.table(), next);
        decision.emit(next);
        handleEarly();
    }

    private boolean isOfUnknownVersion(LabelCommand command) {
        VersionId named = command.named();
        return named != null && !decision.has(keys.version(named));
    }

    /**
     * Emits the table for applications that read JSON, if it is new or its labels have changed.
     *
     * @param before rows before the event
     */
    void publish(Rows before) {
        PromptsServed table = decision.get(keys.table());
        if (table == null) return;
        PromptsServed known = before.get(keys.table());
        boolean emitted =
                decision.decision().outputs().stream().anyMatch(PromptsServed.class::isInstance);
        boolean relabelled =
                table.equals(known) && !labels(decision, table).equals(labels(before, table));
        if (emitted || relabelled)
            decision.emit(ServingJson.of(table, labels(decision, table), this::program));
    }

    /** Returns all labels of a project that serves by this table. */
    private SortedMap<String, VersionId> labels(Rows rows, PromptsServed table) {
        SortedMap<String, VersionId> labels = new TreeMap<>(table.marks().labels());
        labels.put(VersionLabels.PRODUCTION, table.champion());
        labels.put(VersionLabels.STAGING, staging(rows, table));
        return labels;
    }

    /** Returns the newest version that passed the gate or serves a share; else the champion. */
    private VersionId staging(Rows rows, PromptsServed table) {
        GateContest gate = rows.get(keys.gate());
        if (gate != null && gate.stage() == Stage.PASSED) return gate.challenger();
        GateContest waiting = rows.get(keys.waiting());
        if (waiting != null) return waiting.challenger();
        return table.serving() instanceof Serving.Canary canary
                ? canary.version()
                : table.champion();
    }

    private @Nullable Program program(VersionId id) {
        PromptVersion version = decision.get(keys.version(id));
        return version == null ? null : version.program();
    }
}
