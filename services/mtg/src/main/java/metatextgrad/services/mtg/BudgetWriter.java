package metatextgrad.services.mtg;

import java.util.List;
import java.util.function.UnaryOperator;
import metatextgrad.model.BudgetLimits;
import metatextgrad.model.Prices;
import metatextgrad.model.Project;
import metatextgrad.streams.SettingsReader;

/** Writes the next row of a budget, and shows it. */
final class BudgetWriter {
    private BudgetWriter() {}

    /**
     * @param change the row that follows the one there is
     */
    static void write(String budget, UnaryOperator<BudgetLimits> change) {
        SettingsReader configured = Configured.read();
        try (Cluster cluster = Cluster.connect(configured.settings());
                LoopClient client = cluster.client()) {
            BudgetLimits held = KnownBudgets.of(cluster).limits(budget);
            BudgetLimits next = change.apply(held);
            List<Project> projects = ProjectsCommand.projects(cluster);
            Prices prices = configured.model().prices();
            Unpriced unpriced = Unpriced.of(projects, prices);
            if (unknown(projects, budget))
                System.err.println(
                        "mtg: no project "
                                + budget
                                + " is defined: the limit holds once there is one");
            String warning = unpriced.warning(next);
            // Whoever pauses or resumes asked nothing about dollars.
            if (held.paused() == next.paused() && !warning.isEmpty())
                System.err.println("mtg: " + warning);
            client.send(List.of(next));
            KnownBudgets known = KnownBudgets.of(cluster);
            if (!known.limits(budget).equals(next))
                throw Exit.FAILURE.problem(
                        "somebody has written this budget at the same moment, and theirs stands:"
                                + " look at it with mtg budget show, and set yours again");
            new BudgetText(known, BudgetCommand.today(), prices, unpriced)
                    .table(List.of(budget))
                    .forEach(System.out::println);
        }
    }

    private static boolean unknown(List<Project> projects, String budget) {
        return !budget.equals(BudgetLimits.ALL)
                && projects.stream().noneMatch(project -> project.id().value().equals(budget));
    }
}
