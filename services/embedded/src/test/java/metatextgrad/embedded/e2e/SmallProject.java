package metatextgrad.embedded.e2e;

/** A project on the simulator whose runs are short. */
public final class SmallProject {
    private SmallProject() {}

    public static String yaml(String id) {
        return """
               id: %s
               evaluator: token-sequence
               question-type: A sequence of brackets is given; the answer is the brackets that close it.
               program:
                 role: the system prompt of a language model that completes bracket sequences
                 prompt: |-
                   You complete sequences of brackets. Think, then answer.
                   End with a line `Answer: ` and then the answer.
               acceptance: paper
               skip-correct: false
               prompt-rounds: 1
               structure-rounds: 0
               optimizers:
                 - name: tgd
                   phases: [{steps: 2}]
               models:
                 program: {name: sim-student}
                 backward: {name: sim-critic}
                 judge: {name: sim-judge}
                 optimizer: {name: sim-optimizer}
                 meta: {name: sim-meta}
               """
                .formatted(id);
    }
}
