package metatextgrad.wire;

import java.util.List;
import metatextgrad.events.ScoreAggregated;
import metatextgrad.events.ScoreOutcome;
import metatextgrad.events.ScoreScope;
import metatextgrad.json.ProgramJson;
import metatextgrad.model.Score;
import metatextgrad.model.Split;
import metatextgrad.model.Tally;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.ScoreReport;

/** Scores of items, and what they add up to. */
final class ScoreWire {
    static final List<WirePair<?, ?>> PAIRS =
            List.of(
                    new WirePair<>(
                            ScoreReport.class,
                            ScoreAggregated.class,
                            ScoreWire::toAvro,
                            ScoreWire::fromAvro));

    private ScoreWire() {}

    static ScoreAggregated toAvro(ScoreReport report) {
        return new ScoreAggregated(
                PartWire.toAvro(report.trail()),
                Names.to(ScoreScope.class, report.scope()),
                Names.to(metatextgrad.events.Split.class, report.split()),
                toAvro(report.tally()),
                ProgramJson.write(report.program()),
                report.outcomes().stream().map(ScoreWire::toAvro).toList(),
                Nullables.map(report.draw(), TaskWire::toAvro),
                Nullables.map(report.failure(), FailureWire::toAvro),
                CostWire.toAvro(report.cost()));
    }

    static ScoreReport fromAvro(ScoreAggregated report) {
        return new ScoreReport(
                PartWire.fromAvro(report.getTrail()),
                Names.to(ScoreReport.Scope.class, report.getScope()),
                Names.to(Split.class, report.getSplit()),
                fromAvro(report.getTally()),
                ProgramJson.read(report.getProgram()),
                report.getOutcomes().stream().map(ScoreWire::fromAvro).toList(),
                Nullables.map(report.getDraw(), TaskWire::fromAvro),
                Nullables.map(report.getFailure(), FailureWire::fromAvro),
                CostWire.fromAvro(report.getCost()));
    }

    static metatextgrad.events.Score toAvro(Score score) {
        return new metatextgrad.events.Score(
                Names.to(ScoreOutcome.class, score.outcome()), score.value());
    }

    static Score fromAvro(metatextgrad.events.Score score) {
        return new Score(Names.to(Score.Outcome.class, score.getOutcome()), score.getValue());
    }

    static metatextgrad.events.Tally toAvro(Tally tally) {
        return new metatextgrad.events.Tally(
                tally.correct(),
                tally.wrong(),
                tally.unparseable(),
                tally.infrastructure(),
                tally.mean(),
                tally.low(),
                tally.high());
    }

    static Tally fromAvro(metatextgrad.events.Tally tally) {
        return new Tally(
                tally.getCorrect(),
                tally.getWrong(),
                tally.getUnparseable(),
                tally.getInfrastructure(),
                tally.getMean(),
                tally.getLow(),
                tally.getHigh());
    }

    static metatextgrad.events.ItemOutcome toAvro(ScoreReport.ItemOutcome outcome) {
        return new metatextgrad.events.ItemOutcome(outcome.task().value(), toAvro(outcome.score()));
    }

    static ScoreReport.ItemOutcome fromAvro(metatextgrad.events.ItemOutcome outcome) {
        return new ScoreReport.ItemOutcome(
                new TaskId(outcome.getTask()), fromAvro(outcome.getScore()));
    }
}
