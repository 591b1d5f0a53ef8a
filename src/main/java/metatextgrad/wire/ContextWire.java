package metatextgrad.wire;

import java.util.List;
import metatextgrad.llm.BackwardContext;
import metatextgrad.llm.JudgeContext;
import metatextgrad.llm.NoContext;
import metatextgrad.llm.ProgramContext;

/** What rides in a request and comes back. */
final class ContextWire {
    static final List<WirePair<?, ?>> PAIRS =
            List.of(
                    new WirePair<>(
                            ProgramContext.class,
                            metatextgrad.events.ProgramContext.class,
                            ContextWire::toAvro,
                            ContextWire::fromAvro),
                    new WirePair<>(
                            JudgeContext.class,
                            metatextgrad.events.JudgeContext.class,
                            ContextWire::toAvro,
                            ContextWire::fromAvro),
                    new WirePair<>(
                            BackwardContext.class,
                            metatextgrad.events.BackwardContext.class,
                            ContextWire::toAvro,
                            ContextWire::fromAvro),
                    new WirePair<>(
                            NoContext.class,
                            metatextgrad.events.NoContext.class,
                            none -> new metatextgrad.events.NoContext(),
                            none -> new NoContext()));

    private ContextWire() {}

    static metatextgrad.events.ProgramContext toAvro(ProgramContext context) {
        return new metatextgrad.events.ProgramContext(
                PartWire.toAvro(context.item()),
                context.outputs().stream().map(PartWire::toAvro).toList(),
                context.node(),
                context.part(),
                CostWire.toAvro(context.cost()));
    }

    static ProgramContext fromAvro(metatextgrad.events.ProgramContext context) {
        return new ProgramContext(
                PartWire.fromAvro(context.getItem()),
                context.getOutputs().stream().map(PartWire::fromAvro).toList(),
                context.getNode(),
                context.getPart(),
                CostWire.fromAvro(context.getCost()));
    }

    static metatextgrad.events.JudgeContext toAvro(JudgeContext context) {
        return new metatextgrad.events.JudgeContext(LossWire.toAvro(context.output()));
    }

    static JudgeContext fromAvro(metatextgrad.events.JudgeContext context) {
        return new JudgeContext(LossWire.fromAvro(context.getOutput()));
    }

    static metatextgrad.events.BackwardContext toAvro(BackwardContext context) {
        return new metatextgrad.events.BackwardContext(
                PartWire.toAvro(context.trace()),
                ScoreWire.toAvro(context.score()),
                context.critiques(),
                CostWire.toAvro(context.cost()));
    }

    static BackwardContext fromAvro(metatextgrad.events.BackwardContext context) {
        return new BackwardContext(
                PartWire.fromAvro(context.getTrace()),
                ScoreWire.fromAvro(context.getScore()),
                context.getCritiques(),
                CostWire.fromAvro(context.getCost()));
    }
}
