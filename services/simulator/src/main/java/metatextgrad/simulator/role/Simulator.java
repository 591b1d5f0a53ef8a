package metatextgrad.simulator.role;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import metatextgrad.simulator.chat.ChatModel;
import metatextgrad.simulator.chat.ChatRequest;
import metatextgrad.simulator.chat.Completions;
import metatextgrad.simulator.chat.ErrorResponses;
import metatextgrad.simulator.chat.JsonResponse;
import metatextgrad.simulator.helper.Critic;
import metatextgrad.simulator.helper.HelperNoise;
import metatextgrad.simulator.helper.Judge;
import metatextgrad.simulator.helper.Meta;
import metatextgrad.simulator.helper.Optimizer;
import metatextgrad.simulator.student.Student;
import metatextgrad.simulator.world.WorldFile;

/**
 * The simulated models without HTTP: a pure function from requests to responses, apart from the
 * {@link CallLog}. The same request gets the same bytes, in any order and on any thread.
 */
public final class Simulator {
    private volatile Map<Role, ChatModel> models;
    private final CallLog calls = new CallLog();
    private final long serverSeed;

    public Simulator(WorldFile world, long serverSeed) {
        this.serverSeed = serverSeed;
        models = models(world, serverSeed);
    }

    private static Map<Role, ChatModel> models(WorldFile world, long serverSeed) {
        Map<Role, ChatModel> models = new EnumMap<>(Role.class);
        HelperNoise noise = world.helpers();
        models.put(Role.STUDENT, new Student(world.world(), serverSeed));
        var critic = new Critic(noise.critic(), serverSeed);
        models.put(Role.CRITIC, critic);
        var optimizer = new Optimizer(noise.effectiveOptimizer(), noise.structure(), serverSeed);
        models.put(Role.OPTIMIZER, optimizer);
        models.put(
                Role.META,
                new Meta(noise.meta(), noise.recombine(), critic, optimizer, serverSeed));
        models.put(Role.JUDGE, new Judge(noise.judge(), serverSeed));
        return models;
    }

    /** From now on answers as the models of another world: they have changed behind their names. */
    public void become(WorldFile world) {
        models = models(world, serverSeed);
    }

    /** Answers a request that is already parsed and counted. */
    public JsonResponse answer(ChatRequest request) {
        return text(request)
                .map(text -> Completions.reply(request, text, alternative(request), serverSeed))
                .orElseGet(() -> ErrorResponses.unknownModel(request.model()));
    }

    /**
     * The full reply text, without a limit on tokens and uncounted; empty if the model is unknown.
     */
    public Optional<String> text(ChatRequest request) {
        return Role.of(request.model()).map(models::get).map(model -> model.reply(request));
    }

    private Optional<ChatModel.Alternative> alternative(ChatRequest request) {
        return request.logprobs()
                ? Role.of(request.model())
                        .map(models::get)
                        .flatMap(model -> model.alternative(request))
                : Optional.empty();
    }

    public CallLog calls() {
        return calls;
    }

    public long serverSeed() {
        return serverSeed;
    }
}
