package metatextgrad.cli.budget;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.projects.ProjectsCommand;
import metatextgrad.config.SettingsReader;
import metatextgrad.json.Suggestions;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topics;

/** Writes the next row of a budget, and shows it. */
public final class BudgetWriter {
    /** Times that a change is applied again if others are written at the same time. */
    private static final int ATTEMPTS = 5;

    private BudgetWriter() {}

    /**
     * Writes what {@code change} makes of the current row.
     *
     * @throws EnvironmentProblem if another change was written at the same time
     */
    static int write(ClusterOptions options, String budget, UnaryOperator<BudgetLimits> change) {
        SettingsReader configured = options.read();
        Prices prices = configured.model().prices();
        return options.write(
                configured.settings(),
                (cluster, client) -> {
                    List<Project> projects = ProjectsCommand.projects(cluster);
                    ModelsWithoutPrice unpriced = ModelsWithoutPrice.of(projects, prices);
                    warnOfProject(budget, projects);
                    Map<String, BudgetLimits> written = written(cluster, client, budget, change);
                    String warning = unpriced.warning(BudgetCatalog.limits(written, budget));
                    if (!warning.isEmpty()) System.err.println("mtg: " + warning);
                    return BudgetListView.of(
                            BudgetCatalog.of(cluster, written),
                            List.of(budget),
                            BudgetCommand.today(),
                            prices,
                            unpriced);
                });
    }

    private static void warnOfProject(String budget, List<Project> projects) {
        List<String> names = projects.stream().map(project -> project.id().value()).toList();
        if (!budget.equals(BudgetLimits.ALL) && !names.contains(budget))
            System.err.printf(
                    "mtg: project %s is not defined yet: the limit applies once it is%s%n",
                    budget, Suggestions.orDidYouMean(budget, names));
    }

    /**
     * Writes the next row of a budget. Returns the current rows. Reads no spending. Of rows with
     * one serial the first counts: the writer of another one applies its change again on top of it,
     * so that no change undoes another one unseen.
     *
     * @throws EnvironmentProblem if others have changed it each time
     */
    public static Map<String, BudgetLimits> written(
            Cluster cluster,
            EventWriter client,
            String budget,
            UnaryOperator<BudgetLimits> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            BudgetLimits before = BudgetCatalog.limits(BudgetCatalog.current(cluster), budget);
            BudgetLimits next = change.apply(before);
            client.send(List.of(next));
            if (isFirst(next, cluster)) return BudgetCatalog.current(cluster);
        }
        throw Exit.FAILURE.problem(
                "others changed budget %s at the same time, again and again, so your change does not count. Check with mtg budget show and run the command again",
                budget);
    }

    /** Whether no other row with this serial was written before. */
    private static boolean isFirst(BudgetLimits row, Cluster cluster) {
        return cluster.all(
                        Topics.BUDGETS,
                        BudgetLimits.class,
                        one ->
                                one.budget().equals(row.budget())
                                        && one.serial().equals(row.serial()))
                .getFirst()
                .equals(row);
    }

    /**
     * Pauses or resumes all calls of all projects. Calls in flight end and are recorded.
     *
     * @param all must be true: it is the required option {@code --all}
     */
    public static int pauseAll(
            ClusterOptions options, boolean all, boolean paused, String reason, String by) {
        if (!all) throw Exit.USAGE.problem("--all is missing");
        return options.write((cluster, client) -> pause(cluster, client, paused, reason, by));
    }

    static PauseView pause(
            Cluster cluster, EventWriter client, boolean paused, String reason, String by) {
        Map<String, BudgetLimits> current =
                written(
                        cluster,
                        client,
                        BudgetLimits.ALL,
                        before ->
                                new BudgetLimits(
                                        before.budget(),
                                        before.whole(),
                                        before.day(),
                                        paused,
                                        before.serial().next(),
                                        reason,
                                        by));
        return PauseView.of(BudgetCatalog.limits(current, BudgetLimits.ALL));
    }
}
