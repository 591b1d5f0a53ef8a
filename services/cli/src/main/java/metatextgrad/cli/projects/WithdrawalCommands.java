package metatextgrad.cli.projects;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.cli.input.IdPrefixes;
import metatextgrad.cli.projects.WithdrawalPlan.KeepChampion;
import metatextgrad.cli.projects.WithdrawalPlan.KeepPin;
import metatextgrad.cli.projects.WithdrawalPlan.Pin;
import metatextgrad.cli.projects.WithdrawalPlan.RollBack;
import metatextgrad.cli.projects.WithdrawalPlan.Wait;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.project.AdaptSettings.Mode;
import metatextgrad.view.VersionHistory;
import metatextgrad.view.VersionStage;

/**
 * The commands that take versions which quote a group from users. Pure.
 *
 * @param mode of the project as it adapts
 * @param quoting the versions, oldest first
 */
record WithdrawalCommands(
        Mode mode, PromptsServed table, VersionHistory history, Set<VersionId> quoting) {
    private static final String MAY_SERVE = "may still serve: ";
    private static final String REJECT = ". Reject each when it waits for a share";

    private WithdrawalPlan plan() {
        if (quoting.contains(table.champion()))
            return target().<WithdrawalPlan>map(to -> new RollBack(to, pinned() || isAuto()))
                    .orElseGet(Wait::new);
        if (pinned()) return new KeepPin();
        boolean soon = quotesBeside() || quoting.stream().anyMatch(this::mayServe);
        return isAuto() && soon ? new Pin() : new KeepChampion();
    }

    /** Returns the commands in the order to run them: none is refused after those before it. */
    List<String> inOrder() {
        List<String> commands = new ArrayList<>(changes());
        quoting.stream()
                .flatMap(id -> table.marks().of(id).stream())
                .map(label -> prompts("unlabel %s %s".formatted(table.project(), label)))
                .forEach(commands::add);
        return commands;
    }

    private List<String> changes() {
        return switch (plan()) {
            case KeepPin keep -> List.of();
            case Pin pin -> List.of(pin(table.champion()));
            case KeepChampion keep -> {
                Set<String> changes = new LinkedHashSet<>(endedShare());
                changes.addAll(rejection());
                yield List.copyOf(changes);
            }
            case RollBack back -> rollBack(back);
            case Wait wait -> endedShare();
        };
    }

    /** Another champion begins the contest of what waits anew, so the rejection comes before. */
    private List<String> rollBack(RollBack back) {
        List<String> changes = new ArrayList<>();
        if (pinned()) changes.add(unpin());
        if (!isAuto()) changes.addAll(rejection());
        changes.add(rollback(back.to()));
        if (back.pin()) changes.add(pin(back.to()));
        return changes;
    }

    private List<String> endedShare() {
        return quotesBeside() ? List.of(rollback(table.champion())) : List.of();
    }

    /** A canary refuses a rejection, so it ends before. */
    private List<String> rejection() {
        List<String> changes = new ArrayList<>();
        quoting.stream()
                .filter(this::waits)
                .map(waiting -> prompts("reject " + waiting))
                .forEach(changes::add);
        if (!changes.isEmpty() && table.serving() instanceof Serving.Canary)
            changes.addFirst(rollback(table.champion()));
        return changes;
    }

    /** Returns what the commands do not do, in one line each. */
    List<String> notes(IdPrefixes ids) {
        return switch (plan()) {
            case KeepPin keep -> afterUnpin(ids);
            case Pin pin -> List.of(untilUnpin());
            case KeepChampion keep -> later(table.champion(), ids);
            case RollBack back -> back.pin() ? List.of(untilUnpin()) : later(back.to(), ids);
            case Wait wait -> {
                List<String> notes = new ArrayList<>(List.of(noTarget(ids)));
                notes.addAll(pinned() ? afterUnpin(ids) : laterOrNow(ids));
                yield notes;
            }
        };
    }

    private String untilUnpin() {
        return "the pin stops promotions until %s; after that, a version that quotes may serve"
                .formatted(unpin());
    }

    private List<String> afterUnpin(IdPrefixes ids) {
        return note("may serve after %s: ".formatted(unpin()), this::mayServe, "", ids);
    }

    /** What waits for a share is rejected by the commands. */
    private List<String> later(VersionId champion, IdPrefixes ids) {
        return joined(
                note(
                        MAY_SERVE,
                        this::isNewOrContested,
                        REJECT + ", or pin the champion: " + pin(champion),
                        ids),
                formerChampions(ids));
    }

    /** No command rejects what waits, and a pin would keep a champion that quotes. */
    private List<String> laterOrNow(IdPrefixes ids) {
        return joined(note(MAY_SERVE, this::mayServe, REJECT, ids), formerChampions(ids));
    }

    private List<String> formerChampions(IdPrefixes ids) {
        return note(
                "former champions that quote: ",
                table.earlier()::contains,
                ". After a drop of scores, one of them can be contested again",
                ids);
    }

    /** Returns one line that lists the versions; none without versions. */
    private List<String> note(
            String before, Predicate<VersionId> which, String after, IdPrefixes ids) {
        String versions =
                quoting.stream()
                        .filter(which)
                        .map(id -> ids.shortest(id.value()))
                        .collect(Collectors.joining(", "));
        return versions.isEmpty() ? List.of() : List.of(before + versions + after);
    }

    private static List<String> joined(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private String noTarget(IdPrefixes ids) {
        return "no earlier champion is without a quote: %s serves until %s"
                .formatted(ids.shortest(table.champion().value()), replacement(ids));
    }

    private String replacement(IdPrefixes ids) {
        if (pinned()) return "you unpin it and another version is promoted";
        return table.serving() instanceof Serving.Canary canary && !quotesBeside()
                ? "%s is promoted: %s"
                        .formatted(
                                ids.shortest(canary.version().value()),
                                prompts("promote " + table.project()))
                : "another version is promoted";
    }

    /** Returns the latest champion before this one that quotes nothing. */
    private Optional<VersionId> target() {
        return table.earlier().reversed().stream().filter(id -> !quoting.contains(id)).findFirst();
    }

    /** Whether the version that serves beside the champion quotes. */
    private boolean quotesBeside() {
        return table.serving() instanceof Serving.Shared other && quoting.contains(other.version());
    }

    private boolean mayServe(VersionId id) {
        return waits(id) || isNewOrContested(id);
    }

    private boolean waits(VersionId id) {
        GateContest contest = history.contest(id);
        return contest != null && history.waits(contest);
    }

    /** A former champion can be in a contest too, so its stage does not decide. */
    private boolean isNewOrContested(VersionId id) {
        GateContest contest = history.contest(id);
        return contest == null
                ? VersionStage.of(id, table, history).name() == VersionStage.Name.UNSERVED
                : contest.stage() == GateContest.Stage.OPEN;
    }

    private boolean pinned() {
        return table.marks().pinned();
    }

    private boolean isAuto() {
        return switch (mode) {
            case AUTO -> true;
            case OFF, PROPOSE -> false;
        };
    }

    private String pin(VersionId champion) {
        return prompts("pin %s %s".formatted(table.project(), champion));
    }

    private String unpin() {
        return prompts("unpin " + table.project());
    }

    private String rollback(VersionId target) {
        return prompts("rollback %s --to %s".formatted(table.project(), target));
    }

    private static String prompts(String command) {
        return "mtg prompts " + command;
    }
}
