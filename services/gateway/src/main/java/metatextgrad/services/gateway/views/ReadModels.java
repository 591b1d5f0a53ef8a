package metatextgrad.services.gateway.views;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import metatextgrad.llm.RunCalls;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ModelState;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.DriftDetected;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.project.Spend;
import metatextgrad.view.ModelReports;
import metatextgrad.view.TimedTable;
import metatextgrad.view.VersionHistory;
import org.jspecify.annotations.Nullable;

/**
 * The last records of projects, runs, versions, contests and serving tables. A record that is known
 * or older changes nothing, so topics may be read again. Thread-safe.
 */
public final class ReadModels {
    /** Serving tables of a project that it keeps: the newest. */
    static final int MAX_TABLES = 1000;

    private final LatestRecords<ProjectDefined> projects =
            new LatestRecords<>((next, known) -> next.serial().compareTo(known.serial()) > 0);
    private final LatestRecords<TimedRun> runs =
            new LatestRecords<>((next, known) -> next.state().isLaterThan(known.state()));
    private final LatestRecords<GateContest> contests =
            new LatestRecords<>((next, known) -> next.serial().compareTo(known.serial()) > 0);
    private final LatestRecords<AdaptState> adapting =
            new LatestRecords<>((next, known) -> next.serial().compareTo(known.serial()) > 0);
    private final LatestRecords<DriftDetected> drifts =
            new LatestRecords<>((next, known) -> next.at().isAfter(known.at()));
    private final Map<ProjectId, Map<VersionId, PromptVersion>> versions = new LinkedHashMap<>();
    private final Map<ProjectId, List<TimedTable>> tables = new LinkedHashMap<>();
    private final ModelReports models = new ModelReports();
    private final SpentAmounts spending = new SpentAmounts();

    /** A state of a run and the time of its record. */
    public record TimedRun(RunState state, Instant at) {}

    /**
     * Takes a record over.
     *
     * @param at time of the record
     * @return whether it changed anything
     */
    public synchronized boolean accept(Event event, Instant at) {
        return switch (event) {
            case ProjectDefined defined -> projects.put(defined.key(), defined);
            case RunState run -> runs.put(run.key(), new TimedRun(run, at));
            case GateContest contest -> contests.put(contest.key(), contest);
            case AdaptState state -> adapting.put(state.key(), state);
            case DriftDetected drift -> drifts.put(drift.key(), drift);
            case PromptVersion version ->
                    versions.computeIfAbsent(version.project(), id -> new LinkedHashMap<>())
                                    .putIfAbsent(version.id(), version)
                            == null;
            case PromptsServed table -> keep(new TimedTable(table, at));
            case ModelState model -> {
                models.accept(model);
                yield false;
            }
            case BudgetLimits limits -> {
                spending.accept(limits);
                yield false;
            }
            case BudgetSpend spend -> {
                spending.accept(spend);
                yield false;
            }
            case RunCalls calls -> {
                spending.accept(calls);
                yield false;
            }
            default -> false;
        };
    }

    /** Keeps tables in their order; a table that comes twice counts once. */
    private boolean keep(TimedTable next) {
        List<TimedTable> known =
                tables.computeIfAbsent(next.table().project(), id -> new ArrayList<>());
        int place = known.size();
        while (place > 0 && known.get(place - 1).table().isLaterThan(next.table())) place--;
        if (place > 0 && !next.table().isLaterThan(known.get(place - 1).table())) return false;
        known.add(place, next);
        if (known.size() > MAX_TABLES) known.removeFirst();
        return true;
    }

    /** Returns the projects, by name. */
    public synchronized List<ProjectDefined> projects() {
        return List.copyOf(projects.all());
    }

    public synchronized Optional<ProjectDefined> project(ProjectId id) {
        return Optional.ofNullable(projects.get(id.value()));
    }

    /** Returns the runs by name, as their models affect them. */
    public synchronized List<TimedRun> runs() {
        return runs.all().stream().map(this::applied).toList();
    }

    public synchronized Optional<TimedRun> run(RunId id) {
        return Optional.ofNullable(runs.get(id.value())).map(this::applied);
    }

    private TimedRun applied(TimedRun run) {
        return new TimedRun(models.applied(run.state()), run.at());
    }

    /** Returns the versions of a project, in the order in which they were offered. */
    public synchronized List<PromptVersion> versions(ProjectId project) {
        return List.copyOf(versions.getOrDefault(project, Map.of()).values());
    }

    public synchronized Optional<PromptVersion> version(ProjectId project, VersionId id) {
        return Optional.ofNullable(versions.getOrDefault(project, Map.of()).get(id));
    }

    /** Returns the last records of contests of a project, by number. */
    public synchronized List<GateContest> contests(ProjectId project) {
        return contests.all().stream().filter(one -> one.project().equals(project)).toList();
    }

    /** Returns the serving tables of a project that are known, by serial. */
    public synchronized List<TimedTable> tables(ProjectId project) {
        return List.copyOf(tables.getOrDefault(project, List.of()));
    }

    /** Returns the current serving table; null if the project serves nothing yet. */
    public synchronized @Nullable TimedTable table(ProjectId project) {
        List<TimedTable> known = tables.getOrDefault(project, List.of());
        return known.isEmpty() ? null : known.getLast();
    }

    /** Returns the first serving table that settles this command; empty if there is none. */
    public synchronized Optional<TimedTable> settled(RolloutCommand command) {
        return tables.getOrDefault(command.project(), List.of()).stream()
                .filter(one -> command.isSettledBy(one.table()))
                .findFirst();
    }

    /** Returns what decides about the stages of versions. */
    public synchronized VersionHistory history(ProjectId project) {
        return new VersionHistory(contests(project), tables(project));
    }

    /** Returns the chain of runs of a project; null if it does not adapt. */
    public synchronized @Nullable AdaptState adapting(ProjectId project) {
        return adapting.get(project.value());
    }

    /** Returns the last alarm of a project; null if there was none. */
    public synchronized @Nullable DriftDetected drift(ProjectId project) {
        return drifts.get(project.value());
    }

    /** Returns the limits of a project. */
    public synchronized BudgetLimits limits(ProjectId project) {
        return spending.limits(project.value());
    }

    /** Returns what a project has spent. */
    public synchronized Spend spent(ProjectId project) {
        return spending.spent(project.value());
    }

    /** Returns what a run has used, at the prices of its request; a replay uses the same. */
    public synchronized Spend spent(RunRequested run) {
        return run.spend(spending.cost(run.id()));
    }
}
