package metatextgrad.cli.adapt;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.adapt.AdaptRules;
import metatextgrad.cli.budget.BudgetCatalog;
import metatextgrad.cli.budget.BudgetWriter;
import metatextgrad.cli.cluster.AdaptStates;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.input.OperatorOption;
import metatextgrad.cli.projects.ProjectsCommand;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.Texts;
import metatextgrad.config.SettingsReader;
import metatextgrad.meta.BudgetRule;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Sizes;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.SplitShares;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Starts the adaptation of a project, or gives it the project's present definition. */
@Command(
        name = "start",
        description =
                "Starts runs of a project by itself, one per window of its traffic, as `adapt` of"
                        + " its file states. A second start takes over the present file.")
@Prints(AdaptView.class)
final class AdaptStartCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROJECT", description = "Name of the project.")
    private String project = "";

    @Mixin private OperatorOption operator = new OperatorOption();
    @Mixin private ClusterOptions options = new ClusterOptions();

    @Override
    public Integer call() {
        ProjectId id = new ProjectId(Inputs.id("PROJECT", project));
        SettingsReader configured = options.read();
        Prices prices = configured.model().prices();
        return options.write(
                configured.settings(),
                (cluster, client) -> {
                    Project defined = ProjectsCommand.defined(cluster, id);
                    AdaptSettings adapt = requireReady(defined, prices);
                    AdaptState known = AdaptStates.find(cluster, id);
                    requireSameShares(known, frozen(cluster, id), defined);
                    if (!BudgetCatalog.of(cluster).limits(id.value()).day().equals(adapt.day()))
                        BudgetWriter.written(
                                cluster,
                                client,
                                id.value(),
                                before ->
                                        before.withDay(
                                                adapt.day(), "mtg adapt start", operator.name()));
                    AdaptStarted started =
                            new AdaptStarted(
                                    defined,
                                    prices.only(defined.loop().modelNames()),
                                    Instant.now().truncatedTo(ChronoUnit.MILLIS),
                                    operator.name());
                    client.send(List.of(started));
                    return AdaptCatalog.view(
                            cluster,
                            defined,
                            known,
                            state -> state.on() && state.project().equals(defined));
                });
    }

    /**
     * Returns how the project adapts.
     *
     * @throws EnvironmentProblem if it cannot
     */
    private static AdaptSettings requireReady(Project project, Prices prices) {
        AdaptSettings adapt = project.adapt();
        if (adapt == null)
            throw Exit.CONFIGURATION.problem(
                    "project %s has no `adapt`: add `adapt: {mode: propose, evidence: [truth],"
                            + " budget: {day-calls: N}}` to its file and apply it",
                    project.id());
        if (!adapt.on())
            throw Exit.CONFIGURATION.problem(
                    "`adapt.mode` of project %s is off: set it to propose or auto and apply the"
                            + " file",
                    project.id());
        List<String> refused = AdaptRules.problems(project);
        if (!refused.isEmpty())
            throw Exit.CONFIGURATION.problem(
                    "project %s: %s", project.id(), String.join("; ", refused));
        String small = tooSmall(project, adapt);
        if (small != null)
            throw Exit.CONFIGURATION.problem("`adapt` of project %s: %s", project.id(), small);
        Long calls = adapt.day().calls();
        Project judged = AdaptRules.ofWindows(project);
        long smallest = BudgetRule.smallest(judged, new Sizes(adapt.run().val(), 0));
        if (calls != null && calls < smallest)
            throw Exit.CONFIGURATION.problem(
                    "`adapt.budget.day-calls` of project %s is %d: a run with %d validation tasks"
                            + " needs %d or more",
                    project.id(), calls, adapt.run().val(), smallest);
        String problem =
                BudgetRule.problem(
                        judged.withBudget(AdaptSettings.budget(project)),
                        new Sizes(adapt.run().val(), 0),
                        prices);
        if (problem != null) throw Exit.CONFIGURATION.problem(problem);
        return adapt;
    }

    /**
     * Tasks of windows and of other sets keep their splits. With other shares, a task could change
     * from one to another, and intake refuses all batches.
     *
     * @param last null before the first start
     * @param frozen the last set of the project that was split; null if there is none
     */
    static void requireSameShares(
            @Nullable AdaptState last, @Nullable SnapshotSpec frozen, Project project) {
        boolean isDrawn = last != null && (last.window() > 1 || last.run() != null);
        if (last != null && isDrawn)
            requireSameShares("its windows are", last.project().shares(), project);
        if (frozen != null)
            requireSameShares("its set `%s` is".formatted(frozen.set()), frozen.shares(), project);
    }

    private static void requireSameShares(String split, SplitShares known, Project project) {
        if (!known.equals(project.shares()))
            throw Exit.CONFIGURATION.problem(
                    "`split-shares` of project %s are %s, but %s split by %s: set these again and apply the file, or give the project another name",
                    project.id(), text(project.shares()), split, text(known));
    }

    private static @Nullable SnapshotSpec frozen(Cluster cluster, ProjectId project) {
        List<Snapshot> sets =
                cluster.all(
                        Topics.SNAPSHOTS,
                        Snapshot.class,
                        one -> one.spec().project().equals(project));
        return sets.isEmpty() ? null : sets.getLast().spec();
    }

    private static String text(SplitShares shares) {
        return Texts.format(
                "{train: %.2f, val: %.2f, gate: %.2f}",
                shares.train(), shares.val(), shares.gate());
    }

    /** Returns what would wait forever, in one line; null if nothing would. */
    private static @Nullable String tooSmall(Project project, AdaptSettings adapt) {
        SplitShares shares = project.shares();
        int pool = adapt.pool().items();
        if (adapt.run().train() < project.loop().batch())
            return "run.train is %d, less than a batch of %d"
                    .formatted(adapt.run().train(), project.loop().batch());
        if (pool * shares.gate() < AdaptSettings.Gate.ROUND)
            return "pool.items is %d and split-shares.gate %s: a contest needs %d tasks of the gate"
                    .formatted(pool, shares.gate(), AdaptSettings.Gate.ROUND);
        if (pool * Math.min(shares.val(), shares.train()) < AdaptSettings.Gate.ROUND
                || pool * shares.val() < adapt.run().enough())
            return "pool.items is %d: with split-shares of %s and %s it never has enough tasks of train and val"
                    .formatted(pool, shares.train(), shares.val());
        return null;
    }
}
