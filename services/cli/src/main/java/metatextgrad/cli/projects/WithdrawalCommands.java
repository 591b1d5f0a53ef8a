package metatextgrad.cli.projects;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import metatextgrad.cli.input.IdPrefixes;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import metatextgrad.model.live.GateContest;
import metatextgrad.view.VersionHistory;
import metatextgrad.view.VersionStage;
import org.jspecify.annotations.Nullable;

/**
 * The commands that take versions which quote a group from users. Pure.
 *
 * @param quoting the versions, oldest first
 */
record WithdrawalCommands(PromptsServed table, VersionHistory history, Set<VersionId> quoting) {
    /** Returns the commands in the order to run them: none is refused after those before it. */
    List<String> inOrder() {
        List<String> commands = new ArrayList<>(changes());
        if (table.marks().pinned() && !commands.isEmpty())
            commands.addFirst(prompts("unpin " + table.project()));
        quoting.stream()
                .flatMap(id -> QuotingVersions.labels(id, table).stream())
                .forEach(
                        label ->
                                commands.add(
                                        prompts(
                                                "unlabel %s %s"
                                                        .formatted(table.project(), label))));
        return commands;
    }

    /**
     * Returns the changes of the serving table. A canary refuses a rejection, and another champion
     * begins the contest of what waits anew, so rejections come between the two.
     */
    private Set<String> changes() {
        List<String> rejections =
                history.contests().stream()
                        .filter(history::waits)
                        .map(GateContest::challenger)
                        .filter(quoting::contains)
                        .map(waiting -> prompts("reject " + waiting))
                        .toList();
        Set<String> changes = new LinkedHashSet<>();
        if (!rejections.isEmpty() && table.serving() instanceof Serving.Canary)
            changes.add(rollback(table.champion()));
        changes.addAll(rejections);
        target().map(this::rollback).ifPresent(changes::add);
        return changes;
    }

    /** Returns the version that takes the shares of those that quote: it quotes nothing. */
    private Optional<VersionId> target() {
        if (quoting.contains(table.champion()))
            return table.earlier().reversed().stream()
                    .filter(id -> !quoting.contains(id))
                    .findFirst();
        return table.serving() instanceof Serving.Shared other && quoting.contains(other.version())
                ? Optional.of(table.champion())
                : Optional.empty();
    }

    private String rollback(VersionId target) {
        return prompts("rollback %s --to %s".formatted(table.project(), target));
    }

    private static String prompts(String command) {
        return "mtg prompts " + command;
    }

    /** Returns what the commands leave to the user, in one line each. */
    List<String> notes(IdPrefixes ids) {
        List<String> notes = new ArrayList<>();
        VersionId champion =
                quoting.contains(table.champion()) ? target().orElse(null) : table.champion();
        if (champion == null)
            notes.add(
                    "no earlier champion is without a quote: %s serves until another version is promoted"
                            .formatted(ids.shortest(table.champion().value())));
        quoting.stream()
                .filter(this::mayServeLater)
                .map(id -> ids.shortest(id.value()) + mayServe(champion))
                .forEach(notes::add);
        return notes;
    }

    private boolean mayServeLater(VersionId id) {
        return switch (VersionStage.of(id, table, history).name()) {
            case CONTESTED, UNSERVED -> true;
            case CHAMPION,
                    CANARY,
                    FORMER,
                    EARLIER,
                    WAITING,
                    REPLACED,
                    REJECTED,
                    NOT_PASSED,
                    TAKEN_BACK ->
                    false;
        };
    }

    /**
     * Returns how to keep a version from users that has not passed a contest.
     *
     * @param champion the one after the commands; null if it quotes
     */
    private String mayServe(@Nullable VersionId champion) {
        String reject = "reject it when it waits for a share";
        if (table.marks().pinned() && changes().isEmpty())
            return " may serve after an unpin: then " + reject;
        return " may still serve: "
                + reject
                + (champion == null
                        ? ""
                        : ", or pin the champion: "
                                + prompts("pin %s %s".formatted(table.project(), champion)));
    }
}
