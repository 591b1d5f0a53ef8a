package metatextgrad.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import metatextgrad.model.event.ModelState;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Status;
import metatextgrad.model.project.ModelSpec;

/** The last reports of all workers on models, and what they mean for a run. Not thread-safe. */
public final class ModelReports {
    private final Map<String, ModelState> rows = new TreeMap<>();

    /** Adds a report, unless a newer one is known. */
    public void accept(ModelState row) {
        rows.merge(
                row.key(),
                row,
                (known, next) -> next.serial().compareTo(known.serial()) < 0 ? known : next);
    }

    /**
     * Returns the state as users should see it. A running run is blocked while no call of one of
     * its models is served, because it cannot end before. Otherwise its reason is the rate to which
     * its models are throttled. Runs that are paused or over do not depend on models.
     */
    public RunState applied(RunState run) {
        if (run.status() != Status.RUNNING) return run;
        Optional<ModelState> first =
                rows(run, row -> row.status().blocked()).stream()
                        .min(Comparator.comparing(ModelState::since));
        if (first.isPresent()) return run.with(Status.BLOCKED, ModelStateText.blocked(first.get()));
        List<ModelState> throttled = rows(run, row -> row.status() == ModelState.Status.THROTTLED);
        return throttled.isEmpty()
                ? run
                : run.with(Status.RUNNING, ModelStateText.throttled(throttled));
    }

    private List<ModelState> rows(RunState run, Predicate<ModelState> wanted) {
        List<String> names = new ArrayList<>();
        for (ModelSpec model : run.request().project().loop().models().values()) {
            names.add(model.key().text());
            names.add(model.key().withName(ModelState.ALL).text());
        }
        return rows.values().stream()
                .filter(row -> names.contains(row.model()))
                .filter(wanted)
                .toList();
    }
}
