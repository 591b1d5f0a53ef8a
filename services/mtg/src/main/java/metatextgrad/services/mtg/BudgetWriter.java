package metatextgrad.services.mtg;

import java.util.List;
import java.util.function.UnaryOperator;
import metatextgrad.model.BudgetLimits;
import metatextgrad.model.ProjectDefined;
import metatextgrad.streams.SettingsReader;
import metatextgrad.streams.Topics;

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
            BudgetLimits next = change.apply(KnownBudgets.of(cluster).limits(budget));
            if (unknown(cluster, budget))
                System.err.println(
                        "mtg: no project "
                                + budget
                                + " is defined: the limit holds once there is one");
            client.send(List.of(next));
            KnownBudgets known = KnownBudgets.of(cluster);
            if (!known.limits(budget).equals(next))
                throw new EnvironmentProblem(
                        Exit.FAILURE,
                        "somebody has written this budget at the same moment, and theirs stands: look at it with mtg budget show, and set yours again");
            new BudgetText(known, BudgetCommand.today(), configured.model().prices())
                    .table(List.of(budget))
                    .forEach(System.out::println);
        }
    }

    private static boolean unknown(Cluster cluster, String budget) {
        return !budget.equals(BudgetLimits.ALL)
                && cluster.all(
                                Topics.PROJECTS,
                                ProjectDefined.class,
                                project -> project.key().equals(budget))
                        .isEmpty();
    }
}
