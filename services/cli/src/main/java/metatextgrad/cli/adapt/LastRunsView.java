package metatextgrad.cli.adapt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import metatextgrad.cli.input.IdPrefixes;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.Text;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.live.AdaptState;
import metatextgrad.view.VersionHistory;
import metatextgrad.view.VersionStage;
import org.jspecify.annotations.Nullable;

/** What the last runs on windows brought, for {@code mtg adapt status}. Pure. */
final class LastRunsView {
    private static final int SHOWN = 3;

    /** Windows back to which runs are looked up: some have no run, as those before a drift. */
    private static final int WINDOWS = 8;

    private LastRunsView() {}

    /**
     * A run that has ended.
     *
     * @param status finished, failed or cancelled
     * @param seedValidation validation score of the program from which it started; null unless it
     *     finished
     * @param validation that of its result; null unless it finished
     * @param version its result; null if it found nothing better
     * @param stage what became of the result; null if there is none, or nothing serves yet
     * @param reason why it ended as it did; may be empty
     */
    record Row(
            String run,
            RunState.Status status,
            @Nullable Double seedValidation,
            @Nullable Double validation,
            @Nullable String version,
            VersionStage.@Nullable Name stage,
            String reason) {
        private static Row of(RunState run, VersionHistory history) {
            boolean finished = run.status() == RunState.Status.FINISHED && !run.lines().isEmpty();
            if (!finished)
                return new Row(run.key(), run.status(), null, null, null, null, run.reason());
            Line seed = run.lines().getFirst();
            Line best = run.lines().get(run.best());
            boolean better = !best.program().equals(seed.program());
            VersionId version = VersionId.of(run.request().project().id(), best.program());
            return new Row(
                    run.key(),
                    run.status(),
                    seed.validation().mean(),
                    best.validation().mean(),
                    better ? version.value() : null,
                    better ? stage(version, history) : null,
                    run.reason());
        }

        private static VersionStage.@Nullable Name stage(
                VersionId version, VersionHistory history) {
            PromptsServed table = history.served();
            return table == null ? null : VersionStage.of(version, table, history).name();
        }

        private String result(IdPrefixes ids) {
            if (version != null) return "found " + ids.shortest(version);
            return status == RunState.Status.FINISHED ? "nothing better" : Text.lower(status);
        }

        private String change() {
            if (version == null) return Texts.score(validation);
            return "%s to %s".formatted(Texts.score(seedValidation), Texts.score(validation));
        }

        private String became() {
            if (version == null) return "-";
            return stage == null || stage == VersionStage.Name.UNSERVED
                    ? "no contest yet"
                    : new VersionStage(stage, null, "").title();
        }
    }

    /** Returns the ids that the last runs of a project can have. */
    static Set<String> candidates(ProjectId project, int window) {
        return IntStream.rangeClosed(Math.max(1, window - WINDOWS), window)
                .mapToObj(number -> AdaptState.run(project, number))
                .map(RunId::value)
                .collect(Collectors.toSet());
    }

    /** Returns the last runs that have ended, the newest first. */
    static List<Row> of(Collection<RunState> runs, VersionHistory history) {
        return runs.stream()
                .filter(run -> !run.status().open())
                .sorted(Comparator.comparing(RunState::key).reversed())
                .limit(SHOWN)
                .map(run -> Row.of(run, history))
                .toList();
    }

    /**
     * Returns a line for each run, and one more for what these do not have.
     *
     * @param last what the last run brought, as meta states it; empty before the first one
     */
    static List<String> lines(List<Row> runs, String last) {
        List<String> lines = new ArrayList<>();
        IdPrefixes ids =
                new IdPrefixes(runs.stream().map(Row::version).filter(Objects::nonNull).toList());
        TextTable table = TextTable.of("last runs | result | validation | what became of it");
        for (Row one : runs) table.row(one.run(), one.result(ids), one.change(), one.became());
        if (!runs.isEmpty()) lines.addAll(table.lines());
        if (runs.isEmpty() || !last.startsWith("run " + runs.getFirst().run() + " ")) {
            if (!last.isEmpty()) lines.add("last run: " + last);
        } else if (!runs.getFirst().reason().isEmpty())
            lines.add("last run: " + runs.getFirst().reason());
        return lines;
    }
}
