
# Serves a project by the functions of docs/connect.md. Arguments: address of the models, file of the tasks.
import sys
import urllib.request

MODELS, TASKS = sys.argv[1:3]


class Tables:
    """The newest serving table, as records arrive."""

    def __init__(self, project):
        self.project, self.table = project, None
        self.consumer = Consumer({"bootstrap.servers": BROKERS, "group.id": "none"})
        partitions = self.consumer.list_topics("mtg.prompts-json").topics["mtg.prompts-json"].partitions
        self.consumer.assign([TopicPartition("mtg.prompts-json", p, OFFSET_BEGINNING) for p in partitions])

    def newest(self, wait=0):
        record = self.consumer.poll(wait)
        while record is not None:
            read = None if record.error() else json.loads(record.value())
            if read and read["project"] == self.project and (not self.table or read["serial"] > self.table["serial"]):
                self.table = read
            record = self.consumer.poll(0)
        return self.table


def model(prompt, question):
    messages = [{"role": "system", "content": prompt}, {"role": "user", "content": question}]
    body = json.dumps({"model": "sim-student", "messages": messages, "temperature": 0}).encode()
    request = urllib.request.Request(MODELS + "/chat/completions", body, {"content-type": "application/json"})
    with urllib.request.urlopen(request) as reply:
        return json.load(reply)["choices"][0]["message"]["content"]


tasks = [json.loads(line) for line in open(TASKS, encoding="utf-8")]
tables = Tables(tasks[0]["project"])
while not tables.newest(0.1):
    pass
late = []
for number, task in enumerate(tasks):
    table = tables.newest()
    chosen = version(table, task["id"])
    output = model(chosen["text"], task["input"])
    right = output.rsplit("Answer:", 1)[-1].split() == task["target"].split()
    known = {key: task[key] for key in ("project", "id", "input", "target") if key != "target" or number % 10 > 1}
    producer.produce("mtg.tasks", json.dumps(known))
    answered(producer, table, chosen, task["id"], output)
    if number % 10 == 1:
        late.append((task["id"], "good" if right else "bad"))
    if len(late) > 5:
        feedback(producer, task["project"], *late.pop(0))
    producer.poll(0)
    time.sleep(0.05)
producer.flush()
