package metatextgrad.services.gateway.views;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RunState;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.DriftDetected;
import metatextgrad.model.live.GateContest;
import metatextgrad.services.gateway.views.FeedPosition.Place;
import metatextgrad.services.gateway.views.ReadModels.TimedRun;
import metatextgrad.view.TimedTable;

/**
 * The read models and the feed of their changes.
 *
 * @param changed raised after each change
 */
public record LiveViews(ReadModels models, FeedLog feed, Signal changed, Complete complete) {
    /** Which of the readers have read all records once. Thread-safe. */
    public static final class Complete {
        private final Set<String> missing = ConcurrentHashMap.newKeySet();

        private Complete(List<String> readers) {
            missing.addAll(readers);
        }

        /** Whether all of them have. */
        public boolean reached() {
            return missing.isEmpty();
        }

        /** A reader has. */
        public void reach(String reader) {
            missing.remove(reader);
        }
    }

    /**
     * Whether intake may keep answers of a project: it adapts or has adapted, or the states are not
     * known.
     */
    public boolean mayAdapt(ProjectId project) {
        return !complete.reached() || models.adapting(project) != null;
    }

    /**
     * Returns views without any record.
     *
     * @param readers names of those who read them
     */
    public static LiveViews create(List<String> readers) {
        Signal changed = new Signal();
        return new LiveViews(
                new ReadModels(), new FeedLog(changed), changed, new Complete(readers));
    }

    /**
     * Takes a record over.
     *
     * @param at time of the record
     * @param place where it is
     */
    public void accept(Event event, Instant at, Place place, long offset) {
        Optional<Change> change =
                models.accept(event, at) ? change(event, at) : Optional.<Change>empty();
        change.ifPresentOrElse(
                of -> feed.add(place, offset, of.type, of.project, ApiJson.write(of.view)),
                () -> feed.pass(place, offset));
    }

    private record Change(String type, ProjectId project, Object view) {}

    private Optional<Change> change(Event event, Instant at) {
        return Optional.ofNullable(
                switch (event) {
                    case ProjectDefined defined ->
                            change("project", defined.project().id(), row(defined));
                    case AdaptState state ->
                            change("adapt", state.project().id(), AdaptRow.of(state));
                    case RunState run ->
                            change(
                                    "run",
                                    run.request().project().id(),
                                    RunRow.of(new TimedRun(run, at)));
                    case PromptVersion version ->
                            change("version", version.project(), VersionRow.of(models, version));
                    case GateContest contest ->
                            change("contest", contest.project(), ContestRow.of(contest));
                    case PromptsServed table ->
                            change(
                                    "promotion",
                                    table.project(),
                                    PromotionRow.of(new TimedTable(table, at)));
                    case DriftDetected drift ->
                            change("drift", drift.project(), DriftRow.of(drift));
                    default -> null;
                });
    }

    private ProjectRow row(ProjectDefined defined) {
        return ProjectRow.of(models, defined);
    }

    private static Change change(String type, ProjectId project, Object view) {
        return new Change(type, project, view);
    }
}
