package metatextgrad.cli.runs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import org.jspecify.annotations.Nullable;

/** Runs, a line each. Pure. */
record RunListView(List<Row> runs) implements View {
    /**
     * One run.
     *
     * @param shown the phase, with the reason if the run is blocked
     * @param bestValidation validation score of its result; null until it has one
     */
    record Row(
            @JsonIgnore String shown,
            @JsonUnwrapped RunHead head,
            String phase,
            String reason,
            @Nullable Double bestValidation) {
        static Row of(RunState state) {
            return new Row(
                    shown(state),
                    RunHead.of(state),
                    state.phase(),
                    state.reason(),
                    state.lines().isEmpty()
                            ? null
                            : Texts.mean(state.lines().get(state.best()).validation()));
        }

        static Row of(RunRequested request) {
            return new Row(
                    RunHead.NOT_STARTED,
                    RunHead.of(request, RunHead.REQUESTED),
                    RunHead.NOT_STARTED,
                    "",
                    null);
        }

        private static String shown(RunState run) {
            boolean blocked = run.status() == RunState.Status.BLOCKED;
            return RunHead.phase(run) + (blocked ? ": " + run.reason() : "");
        }
    }

    /**
     * Returns a view by id.
     *
     * @param unbegun requests of runs that have no state
     */
    static RunListView of(Collection<RunState> runs, Collection<RunRequested> unbegun) {
        return new RunListView(
                Stream.concat(runs.stream().map(Row::of), unbegun.stream().map(Row::of))
                        .sorted(Comparator.comparing(row -> row.head().run()))
                        .toList());
    }

    @Override
    public List<String> text() {
        TextTable table =
                TextTable.of("run | project | set | seed | status | best validation | phase");
        for (Row one : runs)
            table.row(
                    one.head().run(),
                    one.head().project(),
                    one.head().set(),
                    one.head().seed(),
                    one.head().status(),
                    Texts.score(one.bestValidation()),
                    one.shown());
        return table.linesOr("no runs yet: mtg runs start");
    }
}
