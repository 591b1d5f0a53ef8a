package metatextgrad.cli.adapt;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.model.Text;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.model.project.AdaptSettings.Gate;
import metatextgrad.model.project.Project;
import metatextgrad.rollout.GateForecast;
import org.jspecify.annotations.Nullable;

/**
 * What the next contest of a project needs. Pure.
 *
 * @param contest its number
 * @param level at which it passes
 * @param needed the evidence with which it passes
 * @param variance of a difference in past contests; null if there are too few, and then versions
 *     are assumed to differ on 30 % of the tasks
 * @param pastTasks tasks of past contests
 * @param gateTasksPerDay tasks that arrive for the gate; null if fewer than 20 tasks have arrived
 *     after the last window
 * @param unspent about so many tasks of the gate are in the pool and not used with this champion
 * @param simulated contests of each row
 */
record GatePlanView(
        String project,
        int contest,
        Gate.Levels levels,
        double alpha,
        double level,
        double needed,
        double margin,
        int maxTasks,
        @Nullable Double variance,
        int pastTasks,
        @Nullable Double gateTasksPerDay,
        int unspent,
        int simulated,
        List<GateForecast> gains)
        implements View {
    private static final double[] GAINS = {.03, .05, .1};

    static GatePlanView of(
            Project project,
            List<GateContest> contests,
            @Nullable GateContest last,
            @Nullable PromptsServed table,
            TrafficCount traffic) {
        Gate gate = requireNonNull(project.adapt()).gate();
        double level = GateForecast.level(gate, last);
        Double variance = GateForecast.variance(contests);
        GateTraffic of = GateTraffic.of(project, contests, table, traffic);
        IntToDoubleFunction days =
                of.perDay() == null ? null : tasks -> requireNonNull(of.days(tasks));
        return new GatePlanView(
                project.id().value(),
                last == null ? 1 : last.begun() + 1,
                gate.levels(),
                gate.alpha(),
                level,
                1 / level,
                gate.margin(),
                gate.maxItems(),
                variance,
                contests.stream().mapToInt(one -> one.differences().size()).sum(),
                of.perDay(),
                of.unspent(),
                GateForecast.CONTESTS,
                DoubleStream.of(GAINS)
                        .mapToObj(gain -> GateForecast.of(gate, level, gain, variance, days))
                        .toList());
    }

    @Override
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add(
                Texts.format(
                        "contest %d of project %s: level %.4f (%s, alpha %s), passes with evidence %.1f",
                        contest,
                        project,
                        level,
                        Text.lower(levels).replace('_', '-'),
                        alpha,
                        needed));
        lines.add(
                Texts.format(
                        "margin %s, at most %d tasks; %s",
                        margin,
                        maxTasks,
                        variance == null
                                ? "assumed: versions differ on 30 % of the tasks"
                                : Texts.format(
                                        "variance of a difference %.3f, from %d tasks of past contests",
                                        variance, pastTasks)));
        lines.add(
                gateTasksPerDay == null
                        ? "traffic: unknown, since fewer than 20 tasks have arrived after the last window"
                        : Texts.format(
                                "traffic: %.0f tasks a day for the gate; about %d unused ones are in the pool",
                                gateTasksPerDay, unspent));
        TextTable table =
                TextTable.of("gain | passes | worse | undecided | mean tasks | median | mean days");
        for (GateForecast row : gains)
            table.row(
                    Texts.format("+%.2f", row.gain()),
                    percent(row.passed()),
                    percent(row.worse()),
                    percent(row.undecided()),
                    Texts.format("%.0f", row.tasks()),
                    "" + row.medianTasks(),
                    row.days() == null ? "unknown" : Texts.format("%.1f", row.days()));
        lines.addAll(table.lines());
        lines.add(Texts.format("simulated: %d contests for each gain", simulated));
        return lines;
    }

    private static String percent(double share) {
        return Texts.format("%.0f %%", 100 * share);
    }
}
