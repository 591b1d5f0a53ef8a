package metatextgrad.wire;

import java.util.List;
import metatextgrad.json.Json;
import metatextgrad.json.ProgramJson;
import metatextgrad.model.ProgramId;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.project.LoopSettings;

/** What trials are asked, and what their steps decide. */
final class StepWire {
    static final List<WirePair<?, ?>> PAIRS =
            List.of(
                    new WirePair<>(
                            EvaluationRequested.class,
                            metatextgrad.events.EvaluationRequested.class,
                            StepWire::toAvro,
                            StepWire::fromAvro),
                    new WirePair<>(
                            OptimizerState.class,
                            metatextgrad.events.OptimizerState.class,
                            StepWire::toAvro,
                            StepWire::fromAvro));

    private StepWire() {}

    static metatextgrad.events.EvaluationRequested toAvro(EvaluationRequested evaluation) {
        return new metatextgrad.events.EvaluationRequested(
                PartWire.toAvro(evaluation.stepRef()),
                evaluation.purpose(),
                Json.write(evaluation.program()),
                Json.write(evaluation.settings()),
                PartWire.toAvro(evaluation.snapshot()),
                Names.to(metatextgrad.events.Split.class, evaluation.split()),
                evaluation.empty(),
                evaluation.seed(),
                evaluation.draw());
    }

    static EvaluationRequested fromAvro(metatextgrad.events.EvaluationRequested evaluation) {
        return new EvaluationRequested(
                PartWire.fromAvro(evaluation.getStepRef()),
                evaluation.getPurpose(),
                ProgramJson.read(evaluation.getProgram()),
                Json.read(evaluation.getSettings(), LoopSettings.class),
                PartWire.fromAvro(evaluation.getSnapshot()),
                Names.to(Split.class, evaluation.getSplit()),
                evaluation.getEmpty(),
                evaluation.getSeed(),
                evaluation.getDraw());
    }

    static metatextgrad.events.OptimizerState toAvro(OptimizerState state) {
        return new metatextgrad.events.OptimizerState(
                PartWire.toAvro(state.stepRef()),
                Names.to(metatextgrad.events.Decided.class, state.decision()),
                state.reason(),
                Nullables.map(state.candidate(), Json::write),
                state.score(),
                Json.write(state.incumbent()),
                state.incumbentScore(),
                state.cutBytes(),
                CostWire.toAvro(state.cost()),
                Nullables.map(state.parent(), ProgramId::value),
                state.tasks().stream().map(TaskId::value).toList());
    }

    static OptimizerState fromAvro(metatextgrad.events.OptimizerState state) {
        return new OptimizerState(
                PartWire.fromAvro(state.getStepRef()),
                Names.to(OptimizerState.Decided.class, state.getDecision()),
                state.getReason(),
                Nullables.map(state.getCandidate(), ProgramJson::read),
                state.getScore(),
                ProgramJson.read(state.getIncumbent()),
                state.getIncumbentScore(),
                state.getCutBytes(),
                CostWire.fromAvro(state.getCost()),
                Nullables.map(state.getParent(), ProgramId::new),
                state.getTasks().stream().map(TaskId::new).toList());
    }
}
