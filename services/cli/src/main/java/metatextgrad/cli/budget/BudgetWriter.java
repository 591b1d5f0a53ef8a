package metatextgrad.cli.budget;

import java.util.List;
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

/** Writes the next row of a budget, and shows it. */
public final class BudgetWriter {
    private BudgetWriter() {}

    /**
     * Writes what {@code change} makes of the current row.
     *
     * @throws EnvironmentProblem if another change was written at the same time
     */
    static int write(ClusterOptions options, String budget, UnaryOperator<BudgetLimits> change) {
        SettingsReader configured = options.read();
        try (Cluster cluster = Cluster.connect(configured.settings());
                EventWriter client = cluster.client()) {
            BudgetLimits before = BudgetCatalog.of(cluster).limits(budget);
            BudgetLimits next = change.apply(before);
            List<Project> projects = ProjectsCommand.projects(cluster);
            Prices prices = configured.model().prices();
            ModelsWithoutPrice unpriced = ModelsWithoutPrice.of(projects, prices);
            List<String> names = projects.stream().map(project -> project.id().value()).toList();
            if (!budget.equals(BudgetLimits.ALL) && !names.contains(budget))
                System.err.printf(
                        "mtg: project %s is not defined yet: the limit applies once it is%s%n",
                        budget, Suggestions.orDidYouMean(budget, names));
            String warning = unpriced.warning(next);
            // Pausing and resuming set no limit in dollars.
            if (before.paused() == next.paused() && !warning.isEmpty())
                System.err.println("mtg: " + warning);
            client.send(List.of(next));
            BudgetCatalog known = BudgetCatalog.of(cluster);
            if (!known.limits(budget).equals(next))
                throw Exit.FAILURE.problem(
                        "another change of this budget was written at the same time and replaced yours. Check with mtg budget show and run the command again.");
            return options.print(
                    BudgetListView.of(
                            known, List.of(budget), BudgetCommand.today(), prices, unpriced));
        }
    }

    /**
     * Pauses or resumes all calls of all projects. Calls in flight end and are recorded.
     *
     * @param all must be true: it is the required option {@code --all}
     */
    public static int pauseAll(
            ClusterOptions options, boolean all, boolean paused, String reason, String by) {
        if (!all) throw Exit.USAGE.problem("--all is missing");
        return write(
                options,
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
    }
}
