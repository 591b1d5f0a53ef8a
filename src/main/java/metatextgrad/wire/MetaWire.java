package metatextgrad.wire;

import java.util.List;
import metatextgrad.json.OptimizerJson;
import metatextgrad.json.ProgramJson;
import metatextgrad.json.SettingsJson;
import metatextgrad.model.Allowance;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.MetaStructurePublished;

/** Optimizers to be tried. */
final class MetaWire {
    static final List<WirePair<?, ?>> PAIRS =
            List.of(
                    new WirePair<>(
                            MetaPromptPublished.class,
                            metatextgrad.events.MetaPromptPublished.class,
                            MetaWire::toAvro,
                            MetaWire::fromAvro),
                    new WirePair<>(
                            MetaStructurePublished.class,
                            metatextgrad.events.MetaStructurePublished.class,
                            MetaWire::toAvro,
                            MetaWire::fromAvro));

    private MetaWire() {}

    static metatextgrad.events.MetaPromptPublished toAvro(MetaPromptPublished prompt) {
        return new metatextgrad.events.MetaPromptPublished(
                PartWire.toAvro(prompt.stepRef()),
                prompt.origin(),
                prompt.optimizer(),
                prompt.round(),
                OptimizerJson.write(prompt.spec()),
                prompt.parent(),
                Nullables.map(prompt.drawn(), TaskId::value),
                ProgramJson.write(prompt.program()),
                ScoreWire.toAvro(prompt.seedScore()),
                SettingsJson.write(prompt.settings()),
                PartWire.toAvro(prompt.snapshot()),
                prompt.seed(),
                prompt.draw(),
                Nullables.map(prompt.allowance(), MetaWire::toAvro));
    }

    static MetaPromptPublished fromAvro(metatextgrad.events.MetaPromptPublished prompt) {
        return new MetaPromptPublished(
                PartWire.fromAvro(prompt.getStepRef()),
                prompt.getOrigin(),
                prompt.getOptimizer(),
                prompt.getRound(),
                OptimizerJson.read(prompt.getSpec()),
                prompt.getParent(),
                Nullables.map(prompt.getDrawn(), TaskId::new),
                ProgramJson.read(prompt.getProgram()),
                ScoreWire.fromAvro(prompt.getSeedScore()),
                SettingsJson.read(prompt.getSettings()),
                PartWire.fromAvro(prompt.getSnapshot()),
                prompt.getSeed(),
                prompt.getDraw(),
                Nullables.map(prompt.getAllowance(), MetaWire::fromAvro));
    }

    static metatextgrad.events.MetaStructurePublished toAvro(MetaStructurePublished structure) {
        return new metatextgrad.events.MetaStructurePublished(
                PartWire.toAvro(structure.stepRef()),
                structure.round(),
                OptimizerJson.write(structure.spec()),
                structure.parents(),
                structure.checks(),
                ProgramJson.write(structure.program()),
                ScoreWire.toAvro(structure.seedScore()),
                SettingsJson.write(structure.settings()),
                PartWire.toAvro(structure.snapshot()),
                structure.seed(),
                Nullables.map(structure.allowance(), MetaWire::toAvro));
    }

    static MetaStructurePublished fromAvro(metatextgrad.events.MetaStructurePublished structure) {
        return new MetaStructurePublished(
                PartWire.fromAvro(structure.getStepRef()),
                structure.getRound(),
                OptimizerJson.read(structure.getSpec()),
                structure.getParents(),
                structure.getChecks(),
                ProgramJson.read(structure.getProgram()),
                ScoreWire.fromAvro(structure.getSeedScore()),
                SettingsJson.read(structure.getSettings()),
                PartWire.fromAvro(structure.getSnapshot()),
                structure.getSeed(),
                Nullables.map(structure.getAllowance(), MetaWire::fromAvro));
    }

    private static metatextgrad.events.Allowance toAvro(Allowance allowance) {
        return new metatextgrad.events.Allowance(
                allowance.calls(), allowance.after(), allowance.step());
    }

    private static Allowance fromAvro(metatextgrad.events.Allowance allowance) {
        return new Allowance(allowance.getCalls(), allowance.getAfter(), allowance.getStep());
    }
}
