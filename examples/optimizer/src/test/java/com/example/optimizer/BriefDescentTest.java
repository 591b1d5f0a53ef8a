package com.example.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.Variable;
import metatextgrad.strategy.OptimizerStrategy;
import metatextgrad.strategy.OptimizerStrategyContract;
import metatextgrad.strategy.Rewrite;
import metatextgrad.strategy.StepContext;
import metatextgrad.strategy.Strategies;
import org.junit.jupiter.api.Test;

final class BriefDescentTest extends OptimizerStrategyContract {
    @Override
    protected OptimizerStrategy strategy() {
        return new BriefDescent();
    }

    @Test
    void shouldRefuseALongPrompt() {
        Variable prompt = new Variable("You solve.", "a prompt", true);
        Program program =
                new Program(
                        List.of(new Node.LlmCall("solve", prompt, List.of(Node.TASK), null, false)),
                        "solve");
        StepContext context =
                new StepContext(
                        Strategies.plain("brief"), program, List.of(), List.of(), Map.of(), 98_304);
        String reply = "<IMPROVED_VARIABLE>" + "word ".repeat(121) + "</IMPROVED_VARIABLE>";

        assertThat(strategy().read(context, Map.of("solve", reply)))
                .isEqualTo(new Rewrite.Unusable(Map.of("solve", "has 121 words, at most 120")));
    }
}
