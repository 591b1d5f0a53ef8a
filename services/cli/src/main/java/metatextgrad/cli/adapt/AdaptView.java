package metatextgrad.cli.adapt;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import metatextgrad.cli.budget.BudgetListView;
import metatextgrad.cli.budget.BudgetListView.Amounts;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.model.Text;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RunState;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.DriftDetected;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.MixCompared;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.Spend;
import metatextgrad.view.VersionHistory;
import org.jspecify.annotations.Nullable;

/**
 * How a project adapts to its traffic now. Pure.
 *
 * @param adapts whether further runs start
 * @param window number of the window that it waits for or works on
 * @param run on this window; null while it waits
 * @param arrived tasks of traffic that entered the pool since the last window
 * @param leftOut tasks that did not
 * @param pooled tasks in the pool
 * @param open tasks that wait for their right answer
 * @param judged answers of applications that were judged, over the life of the project
 * @param unjoined feedback that found no task or answer in time, over the life of the project
 * @param suspicious tasks and feedback with tags of our prompts in their texts, over the life of
 *     the project
 * @param needed tasks with which a window closes
 * @param last what the last run brought; empty before the first one
 * @param lastRuns the last ones that have ended, the newest first
 * @param base the version from which this run started, or the next one will
 * @param optimizers those in use
 * @param candidate the last optimizer that was compared with one in use; null before the first one
 * @param contest the last contest of prompts; null before the first one
 * @param wrongPromotions how many wrong promotions its contests allow so far, on average, at most;
 *     null if each contest has a level of its own
 * @param champion the version that serves; null before rollout has answered
 * @param why it serves; empty if none does
 * @param drift the last drop of the champion's scores; null if none was found
 * @param mix the last change of the mix of tasks in 16 windows; null if there was none
 * @param callsToday calls of the project on this day (UTC)
 * @param tokensToday their tokens
 * @param usdToday their dollars, of models with a price
 * @param dayLimits the most of a day
 * @param changed whether the project was defined anew after the last start
 */
record AdaptView(
        String project,
        boolean adapts,
        AdaptSettings.Mode mode,
        int window,
        @Nullable String run,
        int arrived,
        int leftOut,
        int pooled,
        int open,
        long judged,
        long unjoined,
        long suspicious,
        int needed,
        String last,
        List<LastRunsView.Row> lastRuns,
        String base,
        List<OptimizersView.InUse> optimizers,
        OptimizersView.@Nullable Candidate candidate,
        @Nullable Contested contest,
        @Nullable Double wrongPromotions,
        @Nullable String champion,
        String why,
        @Nullable Alarm drift,
        @Nullable MixView mix,
        long callsToday,
        long tokensToday,
        BigDecimal usdToday,
        Amounts dayLimits,
        boolean changed)
        implements View {
    /**
     * A contest on tasks of the gate.
     *
     * @param gated whether tasks of the gate decide; without right answers there is no gate
     * @param tasks that both versions have answered
     * @param gain mean score of the challenger minus that of the champion
     * @param needed the evidence with which it passes
     * @param mostDays until the tasks are there that an open contest may use; null if the traffic
     *     is unknown or it has ended
     */
    record Contested(
            int number,
            String challenger,
            String champion,
            GateContest.Stage stage,
            boolean gated,
            int tasks,
            double gain,
            double evidence,
            double needed,
            @Nullable Double mostDays,
            String reason) {
        private static Contested of(
                GateContest contest, AdaptSettings.Gate gate, GateTraffic traffic) {
            boolean open = contest.stage() == GateContest.Stage.OPEN;
            return new Contested(
                    contest.number(),
                    contest.challenger().value(),
                    contest.champion().value(),
                    contest.stage(),
                    contest.gated(),
                    contest.differences().size(),
                    contest.gain(),
                    Math.min(contest.evidence(), Double.MAX_VALUE),
                    1 / contest.level(),
                    open ? traffic.days(gate.maxItems() - contest.differences().size()) : null,
                    contest.reason());
        }
    }

    /**
     * A drop of the scores of a champion.
     *
     * @param at time of the answer that raised the alarm, in UTC
     * @param text what has happened, in one line
     */
    record Alarm(
            String at,
            String champion,
            double before,
            int scoresBefore,
            double after,
            int scoresAfter,
            String text) {
        private static Alarm of(DriftDetected drift) {
            return new Alarm(
                    drift.at().toString(),
                    drift.version().value(),
                    drift.before(),
                    drift.scoresBefore(),
                    drift.after(),
                    drift.scoresAfter(),
                    drift.reason());
        }
    }

    static AdaptView of(
            Project defined,
            AdaptState state,
            Collection<RunState> runs,
            TrafficCount count,
            List<OptimizerVersion> versions,
            VersionHistory history,
            @Nullable DriftDetected drift,
            MixCompared mix,
            Spend today) {
        List<GateContest> contests = history.contests();
        PromptsServed table = history.served();
        AdaptSettings adapt = requireNonNull(state.project().adapt());
        GateContest contest =
                contests.stream().max(Comparator.comparing(GateContest::serial)).orElse(null);
        GateTraffic traffic = GateTraffic.of(state.project(), contests, table, count);
        return new AdaptView(
                defined.id().value(),
                state.on(),
                adapt.mode(),
                state.window(),
                state.run() == null ? null : state.run().value(),
                count.arrived(),
                count.leftOut(),
                count.pooled(),
                count.open(),
                count.judged(),
                count.unjoined(),
                count.suspicious(),
                adapt.window().tasks(),
                state.last(),
                LastRunsView.of(runs, history),
                VersionId.of(defined.id(), state.base()).value(),
                OptimizersView.inUse(state.project(), versions),
                OptimizersView.candidate(state),
                contest == null ? null : Contested.of(contest, adapt.gate(), traffic),
                contest == null ? null : wrongPromotions(adapt.gate(), contest),
                table == null ? null : table.champion().value(),
                table == null ? "" : table.why(),
                drift == null ? null : Alarm.of(drift),
                MixView.of(mix),
                today.calls(),
                today.tokens(),
                BudgetListView.usd(today.micros()),
                Amounts.of(adapt.day()),
                !defined.equals(state.project()));
    }

    /** With equal levels, each contest without a gain promotes with the probability alpha. */
    private static @Nullable Double wrongPromotions(AdaptSettings.Gate gate, GateContest contest) {
        return switch (gate.levels()) {
            case E_LOND -> null;
            case PER_CONTEST -> contest.gated() ? contest.begun() * gate.alpha() : null;
        };
    }

    @Override
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add(
                adapts
                        ? "project %s adapts to its traffic (mode %s)"
                                .formatted(project, Text.lower(mode))
                        : "project %s was stopped: no further run starts".formatted(project));
        if (changed)
            lines.add(
                    "its file was applied again since: mtg adapt start %s takes it over"
                            .formatted(project));
        lines.add(
                "window %d: %s"
                        .formatted(
                                window,
                                run == null
                                        ? Texts.format(
                                                "%d of %d new tasks, %d left out, %d in the pool",
                                                arrived, needed, leftOut, pooled)
                                        : "run " + run + " works on it"));
        if (open > 0) lines.add("tasks that wait for their right answer: " + open);
        if (judged > 0 || unjoined > 0)
            lines.add(
                    Texts.format(
                            "judged answers: %d; feedback that found no task in time: %d",
                            judged, unjoined));
        if (suspicious > 0)
            lines.add(
                    Texts.format(
                            "suspicious tasks and feedback: %d, with tags of our prompts in their texts; the log of intake names the first ten of each minute",
                            suspicious));
        lines.addAll(LastRunsView.lines(lastRuns, last));
        lines.add((run == null ? "the next run starts from: " : "this run starts from: ") + base);
        optimizers.forEach(optimizer -> lines.add(optimizer.text()));
        if (candidate != null) lines.add(candidate.text());
        if (contest != null) lines.add(contest(contest));
        if (wrongPromotions != null)
            lines.add(
                    Texts.format(
                            "expected wrong promotions to date: %.2f at most", wrongPromotions));
        if (champion != null)
            lines.add(
                    "champion: %s; last change of the serving table: %s".formatted(champion, why));
        if (drift != null) lines.add("%s (%s)".formatted(drift.text(), drift.at()));
        if (mix != null) lines.addAll(mix.lines());
        lines.add(today());
        return lines;
    }

    /** Returns the calls, and what else has a limit. */
    private String today() {
        StringBuilder today = new StringBuilder("calls today: ").append(callsToday);
        if (dayLimits.calls() != null) today.append(" of ").append(dayLimits.calls());
        if (dayLimits.tokens() != null)
            today.append("; tokens: %d of %d".formatted(tokensToday, dayLimits.tokens()));
        if (dayLimits.usd() != null)
            today.append(
                    "; %s of %s"
                            .formatted(
                                    BudgetListView.dollars(usdToday),
                                    BudgetListView.dollars(dayLimits.usd())));
        return today.toString();
    }

    private static String contest(Contested of) {
        if (!of.gated())
            return "result %d: %s is %s; %s"
                    .formatted(of.number(), of.challenger(), Text.lower(of.stage()), of.reason());
        return Texts.format(
                "contest %d: %s against %s is %s; %d tasks, gain %+.3f, evidence %.1f of %.1f%s%s",
                of.number(),
                of.challenger(),
                of.champion(),
                Text.lower(of.stage()),
                of.tasks(),
                of.gain(),
                of.evidence(),
                of.needed(),
                of.mostDays() == null
                        ? ""
                        : Texts.format("; decided in %.1f days at most", of.mostDays()),
                of.stage() == GateContest.Stage.OPEN ? "" : "; " + of.reason());
    }

    @Override
    public List<String> next() {
        List<String> next = new ArrayList<>();
        next.add("mtg runs ls");
        next.add("mtg prompts ls --project " + project);
        if (mix != null && mix.drawn() > 0) next.add("mtg tasks audit " + project);
        return next;
    }
}
