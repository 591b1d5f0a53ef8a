package metatextgrad.wire;

import static metatextgrad.events.RunPhase.COMPOSING;
import static metatextgrad.events.RunPhase.EVALUATING_SEED;
import static metatextgrad.events.RunPhase.FINISHED;
import static metatextgrad.events.RunPhase.SEARCHING;
import static metatextgrad.events.RunPhase.TESTING;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import metatextgrad.events.ModelPrice;
import metatextgrad.events.ReportLine;
import metatextgrad.events.RunStatus;
import metatextgrad.json.Json;
import metatextgrad.json.ProgramJson;
import metatextgrad.json.ProjectJson;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.Sizes;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.project.Price;
import metatextgrad.model.project.Prices;
import metatextgrad.model.state.Run;

/** Runs: asked for, kept, reported. */
final class RunWire {
    static final List<WirePair<?, ?>> PAIRS =
            List.of(
                    new WirePair<>(
                            RunRequested.class,
                            metatextgrad.events.RunRequested.class,
                            RunWire::toAvro,
                            RunWire::fromAvro),
                    new WirePair<>(
                            RunState.class,
                            metatextgrad.events.RunState.class,
                            RunWire::toAvro,
                            RunWire::fromAvro),
                    new WirePair<>(
                            Run.class,
                            metatextgrad.events.Run.class,
                            RunWire::toAvro,
                            RunWire::fromAvro));

    private RunWire() {}

    static metatextgrad.events.RunRequested toAvro(RunRequested request) {
        return new metatextgrad.events.RunRequested(
                request.id().value(),
                Json.write(request.project()),
                PartWire.toAvro(request.snapshot()),
                request.seed(),
                request.versions().stream().map(VersionWire::toAvro).toList(),
                new metatextgrad.events.Sizes(request.sizes().val(), request.sizes().test()),
                request.prices().asOf().toEpochDay(),
                prices(request.prices()));
    }

    static RunRequested fromAvro(metatextgrad.events.RunRequested request) {
        return new RunRequested(
                new RunId(request.getId()),
                ProjectJson.read(request.getProject()),
                PartWire.fromAvro(request.getSnapshot()),
                request.getSeed(),
                request.getVersions().stream().map(VersionWire::fromAvro).toList(),
                new Sizes(request.getSizes().getVal(), request.getSizes().getTest()),
                prices(request.getPricesAsOf(), request.getPrices()));
    }

    private static List<ModelPrice> prices(Prices prices) {
        return prices.models().entrySet().stream()
                .map(
                        model ->
                                new ModelPrice(
                                        model.getKey(),
                                        model.getValue().input(),
                                        model.getValue().output()))
                .toList();
    }

    private static Prices prices(long asOf, List<ModelPrice> prices) {
        SortedMap<String, Price> models = new TreeMap<>();
        for (ModelPrice price : prices)
            models.put(price.getModel(), new Price(price.getInput(), price.getOutput()));
        return new Prices(LocalDate.ofEpochDay(asOf), models);
    }

    static metatextgrad.events.RunState toAvro(RunState state) {
        return new metatextgrad.events.RunState(
                toAvro(state.request()),
                Names.to(RunStatus.class, state.status()),
                state.phase(),
                state.rounds().stream().map(RoundWire::toAvro).toList(),
                state.lines().stream().map(RunWire::toAvro).toList(),
                state.best(),
                state.reason(),
                Nullables.map(state.blocked(), BlockWire::toAvro),
                state.serial().number());
    }

    static RunState fromAvro(metatextgrad.events.RunState state) {
        return new RunState(
                fromAvro(state.getRequest()),
                Names.to(RunState.Status.class, state.getStatus()),
                state.getPhase(),
                state.getRounds().stream().map(RoundWire::fromAvro).toList(),
                state.getLines().stream().map(RunWire::fromAvro).toList(),
                state.getBest(),
                state.getReason(),
                Nullables.map(state.getBlocked(), BlockWire::fromAvro),
                new Serial(state.getSerial()));
    }

    static metatextgrad.events.Run toAvro(Run run) {
        metatextgrad.events.Run.Builder progress =
                metatextgrad.events.Run.newBuilder()
                        .setRequest(toAvro(run.request()))
                        .setSerial(run.serial().number());
        return switch (run) {
            case Run.EvaluatingSeed r -> progress.setPhase(EVALUATING_SEED).build();
            case Run.Searching r ->
                    progress.setPhase(SEARCHING)
                            .setSeedScore(ScoreWire.toAvro(r.seedScore()))
                            .setPromptPhases(
                                    r.promptPhases().stream().map(PromptPhaseWire::toAvro).toList())
                            .build();
            case Run.Composing r ->
                    progress.setPhase(COMPOSING)
                            .setSeedScore(ScoreWire.toAvro(r.seedScore()))
                            .setPromptPhases(
                                    r.promptPhases().stream().map(PromptPhaseWire::toAvro).toList())
                            .setStructurePhase(CompositionWire.toAvro(r.structurePhase()))
                            .build();
            case Run.Testing r ->
                    progress.setPhase(TESTING)
                            .setRounds(r.rounds().stream().map(RoundWire::toAvro).toList())
                            .setLines(r.lines().stream().map(RunWire::toAvro).toList())
                            .build();
            case Run.Finished r -> progress.setPhase(FINISHED).build();
        };
    }

    static Run fromAvro(metatextgrad.events.Run progress) {
        RunRequested request = fromAvro(progress.getRequest());
        Serial serial = new Serial(progress.getSerial());
        return switch (progress.getPhase()) {
            case EVALUATING_SEED -> new Run.EvaluatingSeed(request, serial);
            case SEARCHING ->
                    new Run.Searching(
                            request,
                            serial,
                            ScoreWire.fromAvro(progress.getSeedScore()),
                            progress.getPromptPhases().stream()
                                    .map(PromptPhaseWire::fromAvro)
                                    .toList());
            case COMPOSING ->
                    new Run.Composing(
                            request,
                            serial,
                            ScoreWire.fromAvro(progress.getSeedScore()),
                            progress.getPromptPhases().stream()
                                    .map(PromptPhaseWire::fromAvro)
                                    .toList(),
                            CompositionWire.fromAvro(progress.getStructurePhase()));
            case TESTING ->
                    new Run.Testing(
                            request,
                            serial,
                            progress.getRounds().stream().map(RoundWire::fromAvro).toList(),
                            progress.getLines().stream().map(RunWire::fromAvro).toList());
            case FINISHED -> new Run.Finished(request, serial);
            case UNKNOWN -> throw new IllegalArgumentException("phase of a later release");
        };
    }

    private static ReportLine toAvro(RunState.Line line) {
        return new ReportLine(
                line.name(),
                Nullables.map(line.optimizer(), Json::write),
                line.round(),
                Json.write(line.program()),
                ScoreWire.toAvro(line.validation()),
                Nullables.map(line.test(), ScoreWire::toAvro),
                line.outcomes().stream().map(ScoreWire::toAvro).toList(),
                Nullables.map(line.rescored(), ScoreWire::toAvro),
                line.rescoredOutcomes().stream().map(ScoreWire::toAvro).toList());
    }

    private static RunState.Line fromAvro(ReportLine line) {
        return new RunState.Line(
                line.getName(),
                Nullables.map(line.getOptimizer(), text -> Json.read(text, OptimizerSpec.class)),
                line.getRound(),
                ProgramJson.read(line.getProgram()),
                ScoreWire.fromAvro(line.getValidation()),
                Nullables.map(line.getRescored(), ScoreWire::fromAvro),
                line.getRescoredOutcomes().stream().map(ScoreWire::fromAvro).toList(),
                Nullables.map(line.getTest(), ScoreWire::fromAvro),
                line.getOutcomes().stream().map(ScoreWire::fromAvro).toList());
    }
}
