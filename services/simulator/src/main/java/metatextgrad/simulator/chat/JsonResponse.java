package metatextgrad.simulator.chat;

/** An HTTP response: a status and a JSON body. */
public record JsonResponse(int status, String body) {}
