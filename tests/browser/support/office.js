// An office with something to share: a project with participants, a list, its receivers.

const FIRST = ["Åse", "Bjørn", "Cecilie", "Dag", "Eva", "Frode", "Gro", "Håkon", "Ingrid", "Jonas"];
const LAST = ["Andersen", "Berg", "Dahl", "Eriksen", "Foss", "Grønvold", "Haugen", "Moen", "Ødegård",
  "Åsheim", "Nguyen", "Łukasiewicz", "Müller"];
const DIETS = ["", "vegetarian", "", "no nuts", "", "gluten free", "", ""];

export const PARTICIPANTS = 120;

// Personal names, room numbers and a long remark, the same every time.
export function participants(count = PARTICIPANTS) {
  const rows = Array.from({ length: count }, (_, n) => [
    `p${n}`,
    FIRST[n % FIRST.length],
    LAST[(n * 7) % LAST.length],
    `guest${n}@nordlys.example`,
    String(100 + ((n * 37) % 240)),
    DIETS[n % DIETS.length],
    n % 40 === 3 ? "Arrives a day late; keep the room until midnight." : "",
  ]);
  const head = "externalId,firstName,lastName,email,Room,Dietary,Remarks";
  return [head, ...rows.map((row) => row.join(","))].join("\n") + "\n";
}

export class SharingOffice {
  static async found(rollcall) {
    const office = new SharingOffice();
    office.rollcall = rollcall;
    const customer = await rollcall.post("/v1/customers", { name: "Nordlys Bank" });
    office.customer = customer.id;
    const project = await rollcall.post("/v1/projects", {
      name: "Annual meeting in Bergen",
      customerId: customer.id,
      startDate: "2099-06-10",
      returnDate: "2099-06-14",
    });
    office.project = project.id;
    await rollcall.importParticipants(project.id, participants());
    office.list = await office.addList("Rooms and diets",
      ["lastName", "firstName", "fields.Room", "fields.Dietary", "fields.Remarks"]);
    return office;
  }

  // A list of so many that it comes in pages.
  async addLongList(count) {
    const { id } = await this.rollcall.post("/v1/projects", { name: "Congress",
      customerId: this.customer, startDate: "2099-09-01", returnDate: "2099-09-03" });
    await this.rollcall.importParticipants(id, participants(count));
    return this.addList("Everybody", ["lastName", "firstName", "fields.Room", "fields.Dietary"],
      { project: id });
  }

  async addList(name, columns, { filter = [], project = this.project } = {}) {
    const made = await this.rollcall.post(`/v1/projects/${project}/lists`,
      { name, columns, filter });
    return made.id;
  }

  // Shares the list; gives the share with the link of its mail.
  async shareWith(email, { list = this.list, ...receiver } = {}) {
    const { items } = await this.rollcall.post(`/v1/lists/${list}/shares`,
      { receivers: [{ email, ...receiver }] });
    return { id: items[0].id, email, link: await this.rollcall.outbox.link(email) };
  }

  async looks(share) {
    const { items } = await this.rollcall.get(`/v1/shares/${share.id}/accesses`);
    return items;
  }
}
