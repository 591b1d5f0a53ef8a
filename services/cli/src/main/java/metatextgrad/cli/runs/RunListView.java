package metatextgrad.cli.runs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Collection;
import java.util.List;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.model.event.RunState;
import org.jspecify.annotations.Nullable;

/** Runs, a line each. Pure. */
record RunListView(List<Row> runs) implements View {
    /**
     * One run.
     *
     * @param bestValidation validation score of its result; null until it has one
     */
    record Row(
            @JsonIgnore RunState state,
            @JsonUnwrapped RunHead head,
            String phase,
            String reason,
            @Nullable Double bestValidation) {
        static Row of(RunState state) {
            return new Row(
                    state,
                    RunHead.of(state),
                    state.phase(),
                    state.reason(),
                    state.lines().isEmpty()
                            ? null
                            : Texts.mean(state.lines().get(state.best()).validation()));
        }
    }

    static RunListView of(Collection<RunState> runs) {
        return new RunListView(runs.stream().map(Row::of).toList());
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
                    phase(one.state()));
        return table.linesOr("no runs yet: mtg runs start");
    }

    /** Returns the phase, with the reason if the run is blocked. */
    private static String phase(RunState run) {
        boolean blocked = run.status() == RunState.Status.BLOCKED;
        return RunHead.phase(run) + (blocked ? ": " + run.reason() : "");
    }
}
