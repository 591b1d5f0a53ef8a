package metatextgrad.wire;

import metatextgrad.events.RoundReport;
import metatextgrad.events.TriedSpec;
import metatextgrad.json.OptimizerJson;
import metatextgrad.json.ProgramJson;
import metatextgrad.model.RoundEnd;
import metatextgrad.model.Tried;

/** What both phases of the meta level keep: optimizers that were tried, rounds that ended. */
final class RoundWire {
    private RoundWire() {}

    static RoundReport toAvro(RoundEnd end) {
        return new RoundReport(
                Names.avro(end.phase()),
                end.optimizer(),
                end.round(),
                Names.avro(end.verdict()),
                end.score(),
                end.against(),
                end.repairs(),
                end.reason());
    }

    static RoundEnd fromAvro(RoundReport end) {
        return new RoundEnd(
                Names.model(end.getPhase()),
                end.getOptimizer(),
                end.getRound(),
                Names.model(end.getVerdict()),
                end.getScore(),
                end.getAgainst(),
                end.getRepairs(),
                end.getReason());
    }

    static TriedSpec toAvro(Tried tried) {
        return new TriedSpec(
                OptimizerJson.write(tried.spec()),
                tried.round(),
                ProgramJson.write(tried.program()),
                ScoreWire.toAvro(tried.reached()));
    }

    static Tried fromAvro(TriedSpec tried) {
        return new Tried(
                OptimizerJson.read(tried.getSpec()),
                tried.getRound(),
                ProgramJson.read(tried.getProgram()),
                ScoreWire.fromAvro(tried.getReached()));
    }
}
