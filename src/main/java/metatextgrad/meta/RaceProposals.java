package metatextgrad.meta;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.ReplyFormat;
import metatextgrad.meta.ProposalSource.StructureChoice;
import metatextgrad.meta.ProposalSource.StructureRound;
import metatextgrad.model.Cost;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.event.RoundEnd.MetaPhase;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.ScoreAggregated.MissedTask;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.race.Answer;
import metatextgrad.race.Arm;
import metatextgrad.race.BatchScore;
import metatextgrad.race.Race;
import metatextgrad.race.Work;
import metatextgrad.redact.TargetMask;
import metatextgrad.strategy.Strategies;
import org.jspecify.annotations.Nullable;

/** Requests the optimizers of a race from the meta model, and reads its replies. */
record RaceProposals(DecisionBuilder decision, RunKeys keys, RunRequested request) {
    private static final String NO_PAIR = "no training task has arrived to show to the meta model";
    private static final String REPEATED =
            "an optimizer with this description runs already: write another one";

    void ask(Race race, Work.Describe describe, LoopSettings settings) {
        Arm leader = race.leader(describe.base());
        TaskSubmitted drawn = drawn(race, leader);
        if (drawn == null) return;
        publishing()
                .request(
                        keys.trial("proposal", describe.base(), describe.round()),
                        describe.round(),
                        path(describe),
                        describe.attempt(),
                        MetaPromptOptimizer.request(
                                leader.spec(),
                                phase(leader.spec(), describe),
                                request.project().loop().questionType(),
                                TargetMask.shown(request.project().loop(), drawn),
                                String.join("; ", describe.problems()),
                                RaceHistory.of(
                                        race,
                                        describe.base(),
                                        phase(leader.spec(), describe),
                                        request.past(),
                                        rules(seen(race)))),
                        ReplyFormat.DESCRIPTION,
                        settings);
    }

    /** Returns the answer; null while the reply is missing. */
    @Nullable Answer answer(Race race, Work.Describe describe) {
        Arm leader = race.leader(describe.base());
        TaskSubmitted drawn = drawn(race, leader);
        if (drawn == null) return new Answer.Unusable(List.of(NO_PAIR), false);
        LlmResponse reply = decision.get(keys.reply(path(describe), describe.attempt()));
        if (reply == null) return null;
        return switch (read(race, leader, describe, drawn, reply)) {
            case ParsedProposal.Valid valid ->
                    new Answer.Proposed(
                            source().prompt(
                                            valid.spec(),
                                            request.project().optimizers().get(describe.base()),
                                            request.seed(),
                                            describe.base(),
                                            describe.round()),
                            phase(leader.spec(), describe),
                            List.of(leader.spec().contentId()),
                            drawn,
                            costUntil(path(describe), describe.attempt()));
            case ParsedProposal.Invalid invalid ->
                    new Answer.Unusable(invalid.problems(), describe.attempt() == 0);
        };
    }

    void ask(Race race, Work.Compose compose, LoopSettings settings) {
        if (!(choice(race, compose) instanceof StructureChoice.AskMetaModel)) return;
        publishing()
                .request(
                        keys.trial("composition", 0, compose.round()),
                        compose.round(),
                        path(compose),
                        compose.attempt(),
                        composing(race)
                                .request(
                                        compose.problems(),
                                        repaired(race, compose),
                                        Optional.of(
                                                StructureHistory.of(
                                                        race,
                                                        request.project().optimizers().size()))),
                        ReplyFormat.OPTIMIZER,
                        settings);
    }

    /** Returns the answer; null while the reply is missing. */
    @Nullable Answer answer(Race race, Work.Compose compose) {
        MetaStructureOptimizer composing = composing(race);
        return switch (choice(race, compose)) {
            case StructureChoice.Try(OptimizerSpec spec) ->
                    new Answer.Proposed(
                            spec, Arm.Origin.NONE, composing.parents(), null, Cost.NONE);
            case StructureChoice.End end ->
                    new Answer.Unusable(List.of("no structure is left to try"), false);
            case StructureChoice.AskMetaModel ask -> {
                LlmResponse reply = decision.get(keys.reply(path(compose), compose.attempt()));
                if (reply == null) yield null;
                ParsedProposal read =
                        reply.outcome() == LlmResponse.Outcome.OK
                                ? composing.read(reply.text(), seed())
                                : new ParsedProposal.Invalid(List.of(reply.reason()));
                yield switch (read) {
                    case ParsedProposal.Valid valid ->
                            new Answer.Proposed(
                                    source().structure(valid.spec(), round(race, compose)),
                                    Arm.Origin.NONE,
                                    composing.parents(),
                                    null,
                                    costUntil(path(compose), compose.attempt()));
                    case ParsedProposal.Invalid invalid ->
                            new Answer.Unusable(
                                    invalid.problems(), compose.attempt() < settings().repairs());
                };
            }
        };
    }

    /** Returns the cost of the request; nothing if there was none. */
    Cost cost(Work.Describe describe) {
        return cost(decision.get(keys.reply(path(describe), describe.attempt())));
    }

    Cost cost(Work.Compose compose) {
        return cost(decision.get(keys.reply(path(compose), compose.attempt())));
    }

    /** Returns the cost of a proposal, with that of the unusable replies before it. */
    private Cost costUntil(String path, int attempt) {
        return IntStream.rangeClosed(0, attempt)
                .mapToObj(one -> cost(decision.get(keys.reply(path, one))))
                .reduce(Cost.NONE, Cost::plus);
    }

    private static Cost cost(@Nullable LlmResponse reply) {
        return reply == null ? Cost.NONE : reply.cost();
    }

    /**
     * Every round improves another phase, the last one first. A phase that sends no question shows
     * its description to no model, so it is left out if there are others.
     */
    private static int phase(OptimizerSpec spec, Work.Describe describe) {
        List<Integer> described =
                IntStream.range(0, spec.phases().size())
                        .filter(i -> Strategies.sendsQuestions(spec.phases().get(i).strategy()))
                        .boxed()
                        .toList();
        return described.isEmpty()
                ? 0
                : described.get(Math.floorMod(-describe.round(), described.size()));
    }

    private ParsedProposal read(
            Race race, Arm leader, Work.Describe describe, TaskSubmitted drawn, LlmResponse reply) {
        if (reply.outcome() != LlmResponse.Outcome.OK)
            return new ParsedProposal.Invalid(List.of(reply.reason()));
        TextRules rules =
                rules(
                        Stream.concat(
                                        Stream.of(drawn),
                                        race.findings().missed().stream().map(MissedTask::task))
                                .toList());
        ParsedProposal read =
                MetaPromptOptimizer.read(
                        leader.spec(), phase(leader.spec(), describe), reply.text(), rules);
        return read instanceof ParsedProposal.Valid(OptimizerSpec spec) && runs(race, spec)
                ? new ParsedProposal.Invalid(List.of(REPEATED))
                : read;
    }

    private static boolean runs(Race race, OptimizerSpec spec) {
        return race.arms().stream().anyMatch(arm -> arm.spec().phases().equals(spec.phases()));
    }

    /** Returns the newest pair of this optimizer; of any other one if it has none. */
    private static @Nullable TaskSubmitted drawn(Race race, Arm leader) {
        return Stream.concat(Stream.of(leader), race.arms().reversed().stream())
                .flatMap(arm -> Stream.ofNullable(arm.draw()))
                .findFirst()
                .orElse(null);
    }

    private StructureChoice choice(Race race, Work.Compose compose) {
        return source().choose(round(race, compose));
    }

    private StructureRound round(Race race, Work.Compose compose) {
        MetaStructureOptimizer checks = composing(race);
        return new StructureRound(
                request.seed(),
                compose.round(),
                checks.references(),
                checks.maxSteps(),
                spec -> checks.checked(spec, seed()) instanceof ParsedProposal.Valid);
    }

    private Optional<OptimizerSpec> repaired(Race race, Work.Compose compose) {
        if (compose.attempt() == 0) return Optional.empty();
        LlmResponse reply = decision.get(keys.reply(path(compose), compose.attempt() - 1));
        return reply == null ? Optional.empty() : composing(race).repaired(reply.text());
    }

    private MetaStructureOptimizer composing(Race race) {
        List<OptimizerSpec> references =
                IntStream.range(0, request.project().optimizers().size())
                        .mapToObj(base -> race.leader(base).spec())
                        .toList();
        List<String> seen =
                race.arms().stream()
                        .filter(arm -> arm.origin().phase() == MetaPhase.STRUCTURE)
                        .map(arm -> arm.spec().phasesId())
                        .toList();
        List<TaskSubmitted> shown =
                Stream.concat(
                                race.arms().stream()
                                        .flatMap(arm -> Stream.ofNullable(arm.origin().drawn())),
                                race.findings().missed().stream().map(MissedTask::task))
                        .toList();
        return new MetaStructureOptimizer(
                references,
                maker(race).spec(),
                seen,
                request.project().maxSteps(),
                true,
                rules(shown));
    }

    /** Returns the arm of the best program; the first one while that is the seed program. */
    private static Arm maker(Race race) {
        return race.arms().get(Math.max(0, race.best().arm()));
    }

    /** Returns the training tasks that rewrites can copy, as far as the race has seen them. */
    private static List<TaskSubmitted> seen(Race race) {
        return race.findings().scores().stream()
                .map(BatchScore::report)
                .flatMap(
                        report ->
                                Stream.concat(
                                        Stream.ofNullable(report.draw()),
                                        report.missed().stream().map(MissedTask::task)))
                .distinct()
                .toList();
    }

    private TextRules rules(List<TaskSubmitted> shown) {
        return new TextRules(
                request.project().loop().questionType(), shown, settings().leakTokens());
    }

    private Publishing publishing() {
        return new Publishing(decision, request, ScoreStats.EMPTY);
    }

    private MetaSettings settings() {
        return request.project().meta();
    }

    private ProposalSource source() {
        return ProposalSources.of(settings());
    }

    private Program seed() {
        return request.project().seed();
    }

    private static String path(Work.Describe describe) {
        return RunKeys.promptPath(describe.base(), describe.round());
    }

    private static String path(Work.Compose compose) {
        return RunKeys.structurePath(compose.round());
    }
}
